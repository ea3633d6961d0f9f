import Vocabulary

/// The gate: decides what of a summary an edition may hold.
///
/// The method is interim and never called safe; it looks at one release alone. Of figures about
/// exploited persons the public edition holds no member's own and none by who identified, no total
/// behind which one member stands alone nor its breakdowns, broken-down figures for whole years only,
/// and of those no count of 1 or 2; where a line of a table would give a withheld count back by
/// subtraction, further counts are withheld. Which of the withheld counts is small is not said.
/// First vintages and revisions of such figures stay inside.
package struct Discloser {
  let summary: Summary
  private let protected: Set<String>
  private let families: [Family]
  private let nets: Set<String>
  /// Indicators of which nothing is published, and groups of codes that others add up to.
  private let inside: Set<String>
  /// Shares: what single members come to is between them and the Ministry.
  private let shares: Set<String>
  private let derived: Set<String>
  /// Dimensions by which figures about persons are published, as places in a breakdown.
  private let published: Set<Set<Int>>

  /// By figure and period, how many members stand behind it with more than nothing.
  private let standing: [Table: Int]

  /// - Parameter derived: codes of derived groups: they are sums of published cells.
  package init(_ summary: Summary, derived: Set<String> = []) {
    self.summary = summary
    self.derived = derived
    shares = Set(summary.indicators.filter(\.isShare).map(\.id))
    inside = Set(summary.indicators.filter(\.isInternal).map(\.id))
    var standing: [Table: Int] = [:]
    for o in summary.observations where o.member != "_T" && (o.value ?? 0) > 0 {
      standing[Table(indicator: o.indicator, period: o.period), default: 0] += 1
    }
    self.standing = standing
    let about = summary.indicators.filter(\.isProtected)
    protected = Set(about.map(\.id))
    var families: [[String]: Family] = [:]
    var nets: Set<String> = []
    for indicator in about {
      guard case .people(let measure, let part) = indicator.method else {
        nets.insert(indicator.id)
        families[[indicator.id]] = [(indicator.id, .net)]
        continue
      }
      if part == .net { nets.insert(indicator.id) }
      if indicator.isInternal { continue }
      let key = [indicator.table, measure] + indicator.fixed.map { "\($0)=\($1)" }.sorted()
      families[key, default: []].append((indicator.id, part))
    }
    self.nets = nets
    self.families = families.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { families[$0]! }
    let twoWay = [["sex", "exploitation"], ["age_group", "exploitation"]]
    let places = twoWay.map { names in Set(names.compactMap(summary.dimensions.firstIndex(of:))) }
    published = Set(places.filter { $0.count == 2 })
  }

  /// One summary for each edition, by one judgement.
  package func protect(for editions: [Edition]) -> [ProtectedSummary] {
    let statuses = classified()
    return editions.map { protect(for: $0, statuses) }
  }

  package func protect(for edition: Edition) -> ProtectedSummary {
    protect(for: edition, classified())
  }

  private func protect(
    for edition: Edition, _ statuses: [ConfidentialityStatus]
  ) -> ProtectedSummary {
    var observations: [ProtectedObservation] = []
    for (observation, status) in zip(summary.observations, statuses) {
      switch (edition, status) {
      case (.internal, _):
        observations.append(
          ProtectedObservation(observation: observation, confidentiality: status))
      case (.public, .free):
        observations.append(
          ProtectedObservation(observation: withoutRevision(observation), confidentiality: status))
      case (.public, .confidential):
        observations.append(
          ProtectedObservation(
            observation: observation.withheld(.withheld), confidentiality: status))
      case (.public, .notForPublication): continue
      }
    }
    let changes = edition == .internal ? summary.changes : publicChanges(observations)
    return ProtectedSummary(
      summary, edition: edition, observations: observations, changes: changes)
  }

  private func withoutRevision(_ o: Observation) -> Observation {
    guard protected.contains(o.indicator) else { return o }
    return Observation(
      period: o.period, indicator: o.indicator, breakdown: o.breakdown, member: o.member,
      value: o.value, status: o.status, membersReporting: o.membersReporting,
      membersExpected: o.membersExpected, membersVoluntary: o.membersVoluntary, revision: nil,
      notes: o.notes)
  }

  // MARK: Figures

  private struct Table: Hashable {
    let indicator: String
    let period: ReferencePeriod
  }

  /// What the public edition does with each observation, in the summary's order.
  private func classified() -> [ConfidentialityStatus] {
    var statuses = summary.observations.map(first)
    var tables: [Table: [Int]] = [:]
    for (place, observation) in summary.observations.enumerated()
    where protected.contains(observation.indicator) && statuses[place] != .notForPublication {
      tables[
        Table(indicator: observation.indicator, period: observation.period), default: []
      ].append(place)
    }
    withholdTotals(families, &statuses)
    for places in tables.values {
      let isWithheld = places.contains {
        summary.observations[$0].breakdown.isTotal && statuses[$0] == .confidential
      }
      if isWithheld {
        // Its breakdowns add up to it.
        for place in places { statuses[place] = .confidential }
      } else {
        withhold(in: places, &statuses)
      }
    }
    return statuses
  }

  /// What a figure is by itself, before subtraction is thought of.
  private func first(_ o: Observation) -> ConfidentialityStatus {
    if inside.contains(o.indicator) { return .notForPublication }
    if shares.contains(o.indicator), o.member != "_T" { return .notForPublication }
    guard protected.contains(o.indicator) else { return .free }
    // Several years at once would give back a year that is withheld.
    if o.period.isSeveralYears { return .notForPublication }
    if o.member != "_T" { return .notForPublication }
    if o.breakdown.isTotal { return isOfOneMember(o) ? .confidential : .free }
    let pattern = Set(o.breakdown.pattern)
    if pattern.contains(where: { derived.contains(o.breakdown.codes[$0]) }) {
      return .notForPublication
    }
    // Who identified is a member in all but name.
    if pattern.contains(where: { summary.dimensions[$0] == "identified_by" }) {
      return .notForPublication
    }
    guard nets.contains(o.indicator), o.period.isYear,
      pattern.count == 1 || published.contains(pattern)
    else {
      return .notForPublication
    }
    return o.value.map { (1...2).contains($0) } ?? false ? .confidential : .free
  }

  /// A total above nothing behind which one member stands alone, unless it speaks for the country.
  private func isOfOneMember(_ o: Observation) -> Bool {
    guard let value = o.value, value > 0, !o.notes.contains(.national) else { return false }
    return standing[Table(indicator: o.indicator, period: o.period), default: 0] < 2
  }

  /// Cells that add up to a figure: to a total, or to the margin of a two-way table.
  private struct Line {
    var cells: [Int] = []
    /// The observation of the margin; nil where the cells add up to the published total.
    var margin: Int?
  }

  /// Withholds further cells until no line of the tables gives a withheld one back.
  private func withhold(in places: [Int], _ statuses: inout [ConfidentialityStatus]) {
    let lines = lines(places)
    // Under a margin of none every cell is none, whatever is withheld of it.
    let evident = Set(
      lines.filter { line in line.margin.map { summary.observations[$0].value == 0 } ?? false }
        .flatMap(\.cells))
    var isStable = false
    while !isStable {
      isStable = true
      for line in lines {
        let hidden = line.cells.filter { statuses[$0] == .confidential && !evident.contains($0) }
        let hidesMargin = line.margin.map { statuses[$0] == .confidential } ?? false
        guard !hidden.isEmpty || hidesMargin else { continue }
        let values = hidden.map { summary.observations[$0].value ?? 0 }
        // Beside a known sum, as many ones as cells would be the only way to fill them.
        let isAmbiguous =
          hidesMargin
          ? !hidden.isEmpty
          : hidden.count > 1 && (values.contains(0) || values.reduce(0, +) > hidden.count)
        if isAmbiguous { continue }
        let open = line.cells.filter {
          statuses[$0] == .free && summary.observations[$0].value != nil && !evident.contains($0)
        }
        // The smallest count above none costs least; a zero only where nothing else is left; the
        // margin last of all.
        let next = open.min { a, b in
          let (x, y) = (summary.observations[a].value!, summary.observations[b].value!)
          if (x == 0) != (y == 0) { return x != 0 }
          return x != y ? x < y : a < b
        }
        guard let place = next ?? (hidesMargin ? nil : line.margin) else { continue }
        statuses[place] = .confidential
        isStable = false
      }
    }
  }

  /// The lines of a table: each one-way breakdown, and of each two-way one its rows and columns
  /// with their margins, and the whole.
  private func lines(_ places: [Int]) -> [Line] {
    var lines: [Breakdown: Line] = [:]
    var order: [Breakdown] = []
    let margins = Dictionary(
      uniqueKeysWithValues: places.map { (summary.observations[$0].breakdown, $0) })
    /// A line is named by what its cells share, and by a mark where they are broken down.
    func add(_ place: Int, sharing dimension: Int?) {
      let breakdown = summary.observations[place].breakdown
      var name = breakdown.codes
      var margin = Array(repeating: "_T", count: name.count)
      for other in breakdown.pattern where other != dimension { name[other] = "*" }
      if let dimension { margin[dimension] = breakdown.codes[dimension] }
      let key = Breakdown(codes: name)
      if lines[key] == nil { order.append(key) }
      lines[key, default: Line()].cells.append(place)
      if dimension != nil { lines[key]!.margin = margins[Breakdown(codes: margin)] }
    }
    for place in places {
      let pattern = summary.observations[place].breakdown.pattern
      guard !pattern.isEmpty else { continue }
      add(place, sharing: nil)
      if pattern.count == 2 { for dimension in pattern { add(place, sharing: dimension) } }
    }
    return order.map { lines[$0]! }
  }

  // MARK: Changes

  private struct Cell: Hashable {
    let indicator: String
    let period: ReferencePeriod
    let breakdown: Breakdown
  }

  /// Changes of which both sides are published; other bases only where they say the same.
  private func publicChanges(_ observations: [ProtectedObservation]) -> [Change] {
    var values: [Cell: Int] = [:]
    var withheld: Set<Cell> = []
    for protected in observations where protected.observation.member == "_T" {
      let o = protected.observation
      let cell = Cell(indicator: o.indicator, period: o.period, breakdown: o.breakdown)
      if protected.confidentiality == .free {
        values[cell] = o.value
      } else {
        withheld.insert(cell)
      }
    }
    let shown = Set(
      observations.map { o in
        Cell(
          indicator: o.observation.indicator, period: o.observation.period,
          breakdown: o.observation.breakdown)
      })
    return summary.changes.compactMap { change in
      if inside.contains(change.indicator) { return nil }
      guard protected.contains(change.indicator) else { return change }
      let later = Cell(
        indicator: change.indicator, period: change.period, breakdown: change.breakdown)
      let earlier = Cell(
        indicator: change.indicator, period: change.period.yearEarlier,
        breakdown: change.breakdown)
      guard shown.contains(later) else { return nil }
      let isHidden =
        withheld.contains(later) || withheld.contains(earlier)
        || (change.earlier != nil && values[earlier] != change.earlier)
        || (change.later != nil && values[later] != change.later)
      guard isHidden else { return change }
      guard change.basis == .published else { return nil }
      return Change(
        period: change.period, indicator: change.indicator, breakdown: change.breakdown,
        basis: change.basis, earlier: nil, later: nil, membersMatched: nil, status: .suppressed,
        notes: [.withheld])
    }
  }
}
