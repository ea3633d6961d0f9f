/// Something a schema asks for that this engine does not do, or that has no meaning: said, never
/// passed over.
package struct UnsupportedSchema: Error, Sendable, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
