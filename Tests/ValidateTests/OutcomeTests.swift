import Pipelines
import Support
import Testing
import Vocabulary

/// An outcome says no more of a rule than what was looked at.
@Suite("Outcomes")
struct OutcomeTests {
  private static let here = "2015-Q1/VP@2015-04-08"
  private static let training = "training_id,profession,title,date,hours,participants\n"

  private func outcomes(
    _ files: [String: String], _ path: String
  ) throws -> [String: Outcome] {
    let entry = try #require(try Scene(files).check().entries.first { $0.return.path == path })
    return entry.outcomes
  }

  @Test("Every return has an outcome of every rule about it, and every finding shows in one")
  func whole() throws {
    let check = PathCheck(registry: Scene.registry, jobs: 2, plainPath: true)
    let ledger = try check.check(repository + "/samples/returns").ledger
    for entry in ledger.entries {
      let about = Scene.registry.rules.filter { $0.table == nil || $0.table == entry.return.table }
      #expect(Set(entry.outcomes.keys) == Set(about.map(\.id)))
      #expect(entry.findings.allSatisfy { entry.outcomes[$0.rule] == .violated })
    }
    #expect(ledger.outcome(of: "victims.same-breakdown-twice") == .satisfied)
    #expect(ledger.outcome(of: "file.conversions") == .violated)
  }

  @Test("A cell that is no text is not said to keep to its length")
  func noText() throws {
    let path = "\(Self.here)/trainings.csv"
    let found = try outcomes(
      [path: Self.training + "TR-1,POLICE,Safe\u{0}work,2015-02-02,8,20\n"], path)
    #expect(found["trainings.title.max-length"] == .undecided)
    #expect(found["trainings.title.required"] == .satisfied)
    #expect(found["file.text-cells"] == .violated)
  }

  @Test("A code that is known and not in force is known; unknown in so many words is a code")
  func codes() throws {
    let path = "\(Self.here)/campaigns.csv"
    let found = try outcomes(
      [
        path: "campaign_id,audience,exploitation,title,start,cost,currency\n"
          + "CA-1,,_U,Eyes,2015-02-01,5.00,LVL\n"
      ], path)
    #expect(found["campaigns.currency.known-code"] == .satisfied)
    #expect(found["campaigns.currency.code-in-force"] == .violated)
    #expect(found["campaigns.exploitation.known-code"] == .satisfied)
    #expect(found["campaigns.audience.known-code"] == .undecided)
  }

  @Test("What a personal code hides is not said to be in order")
  func hidden() throws {
    let path = "\(Self.here)/trainings.csv"
    let found = try outcomes(
      [
        path: Self.training + "TR-1,POLICE,Talk with 010190-11111,2015-02-02,8,20\n"
          + "TR-2,POLICE,Signs,2015-02-03,8,some\n"
      ], path)
    #expect(found["trainings.participants.type"] == .violated)
    #expect(found["privacy.personal-code"] == .violated)
  }

  @Test("An earlier return that was rejected, too, does not stay in force")
  func neither() throws {
    let wrong = "sex,count\nF,2\n"
    let later = "2015-Q1/VP@2015-05-05/victims.csv"
    let found = try outcomes(["\(Self.here)/victims.csv": wrong, later: wrong], later)
    #expect(found["submission.earlier-stays"] == .undecided)
  }

  @Test("A file beside a broken line of nil.csv is not held to it; the nil return is")
  func lines() throws {
    let files = [
      "\(Self.here)/victims.csv": "status,count\nIDENTIFIED,3\n",
      "\(Self.here)/nil.csv": "table\ntrainings\nweather\n",
    ]
    let rule = "submission.nil-names-table"
    #expect(try outcomes(files, "\(Self.here)/victims.csv")[rule] == .undecided)
    #expect(try outcomes(files, "\(Self.here)/nil.csv")[rule] == .violated)
    #expect(try Scene(files).check().outcome(of: rule) == .violated)
  }

  @Test("Rules that others would decide are named where the return holds something for them, only")
  func open() throws {
    let scene = try Scene([
      "\(Self.here)/victims.csv": "status,count\nIDENTIFIED,3\n",
      "\(Self.here)/trainings.csv": Self.training + "TR-1,POLICE,Signs,2015-02-02,8,20\n",
    ])
    let check = PathCheck(registry: Scene.registry, jobs: 1, plainPath: true)
    let open = try check.check(scene.returns + "/" + Self.here).undecided.map(\.id)
    #expect(open.contains("victims.level") && open.contains("trainings.participants-agree"))
    for rule in [
      "victims.overlap-partner-reports", "victims.overlap-declared-once",
      "victims.members-within-national", "trainings.project-known", "trainings.own-period-reported",
      "submission.earlier-stays", "submission.annual-or-quarterly",
    ] {
      #expect(!open.contains(rule), "\(rule)")
    }
  }
}
