/// Something in `pipelines/` that cannot be used: said with its file and line.
///
/// `pipelines/return/rules/victims.yaml:4: the rule kind “uniqe-key” is not known; nearest: unique-key`
package struct DefinitionFailure: Error, Sendable, CustomStringConvertible {
  package let path: String
  package let line: Int
  package let problem: String

  package init(path: String, line: Int, problem: String) {
    self.path = path
    self.line = line
    self.problem = problem
  }

  package var description: String {
    line > 0 ? "\(path):\(line): \(problem)" : "\(path): \(problem)"
  }
}
