import Vocabulary

/// Checks of a return before its rows are read: is its period over, is the member in the register,
/// may it send this.
package struct SubmissionRules: Sendable {
  private let registry: Registry
  package init(_ registry: Registry) { self.registry = registry }

  /// Findings about who sent what; none where all is in order.
  package func check(_ return: Return) -> [Finding] {
    let submission = `return`.submission
    let day = submission.period.lastDay
    func finding(_ kind: String, _ parameters: [Finding.Parameter]) -> [Finding] {
      registry.rules.filter { $0.kind == kind }.map {
        Finding(
          rule: $0.id, kind: kind, severity: $0.severity, path: `return`.path, address: .file,
          parameters: parameters)
      }
    }
    let received = submission.vintage.received
    let days: [Finding.Parameter] = [
      .init("period", submission.period.label), .init("received", received.description),
    ]
    if received < submission.period.firstDay { return finding("period-begun", days) }
    let early = received < day ? finding("period-over", days) : []
    return early + sender(submission, `return`.table, finding)
  }

  private func sender(
    _ submission: Submission, _ table: String,
    _ finding: (String, [Finding.Parameter]) -> [Finding]
  ) -> [Finding] {
    let day = submission.period.lastDay
    guard let member = registry.member(submission.member), member.validity.contains(day) else {
      return finding(
        "registered",
        [.init("member", Masking.shown(submission.member)), .init("date", day.description)])
    }
    if registry.table(table) != nil,
      registry.obligation(of: member.id, table: table, period: submission.period) == nil
    {
      return finding("may-report", [.init("member", member.id), .init("table", table)])
    }
    return []
  }
}
