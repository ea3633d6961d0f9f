/// The code that another system has for one of ours, where days or groups are needed to say it; plain
/// mappings stand in the code lists themselves. Outward only: nothing is read by it.
package struct CodeMapping: Sendable {
  package let list: String
  package let code: String
  package let system: String
  package let target: String
  package let validity: Validity
  package let note: String

  package init(
    list: String, code: String, system: String, target: String, validity: Validity, note: String
  ) {
    self.list = list
    self.code = code
    self.system = system
    self.target = target
    self.validity = validity
    self.note = note
  }
}
