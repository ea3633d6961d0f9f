import Vocabulary

/// Reads a Table Schema (Data Package v2; v1 is accepted) from a tree.
///
/// Keywords that are not of the standard are left alone, as it asks; what is of the standard and not
/// supported is refused, since passing over it would weaken the check without a word.
struct SchemaReader {
  func schema(_ tree: DefinitionTree) throws(DefinitionFailure) -> TableSchema {
    guard let list = tree["fields"] else { throw tree.failure("a schema has “fields”") }
    var fields: [Field] = []
    // Names may come twice, as they could in v1: then columns are told by their order.
    for item in try list.items() { fields.append(try field(item)) }
    var schema = TableSchema(fields: fields)
    if let match = tree["fieldsMatch"] {
      // The first drafts of the standard wrote it as a list of one.
      let name = try match.texts().first ?? ""
      guard let known = FieldsMatch(rawValue: name) else {
        throw match.failure(
          "fieldsMatch is \(FieldsMatch.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      schema.fieldsMatch = known
    }
    if let missing = try missingValues(tree) { schema.missingValues = missing }
    func names(_ node: DefinitionTree) throws(DefinitionFailure) -> [String] {
      let names = try node.texts()
      guard !names.isEmpty else { throw node.failure("a key names a field") }
      for name in names where schema.index(of: name) == nil {
        throw node.failure("there is no field “\(name)”")
      }
      return names
    }
    if let key = tree["primaryKey"], !key.isNull, try !key.texts().isEmpty {
      schema.primaryKey = try names(key)
    }
    for key in try tree["uniqueKeys"]?.items() ?? [] { schema.uniqueKeys.append(try names(key)) }
    for key in try tree["foreignKeys"]?.items() ?? [] {
      let fields = try names(key.child("fields"))
      let reference = try key.child("reference")
      // A frictionless file may leave out the resource of a key to the table itself.
      let resource = try reference["resource"]?.text() ?? ""
      let others = try reference.child("fields").texts()
      guard others.count == fields.count else {
        throw reference.failure("a foreign key has as many fields as it refers to")
      }
      if resource.isEmpty {
        for name in others where schema.index(of: name) == nil {
          throw reference.failure("there is no field “\(name)”")
        }
      }
      schema.foreignKeys.append(
        ForeignKey(fields: fields, resource: resource, referenceFields: others))
    }
    return schema
  }

  func field(_ tree: DefinitionTree) throws(DefinitionFailure) -> Field {
    var field = Field(name: try tree.text("name"), type: try type(tree))
    field.missingValues = try missingValues(tree)
    if let constraints = tree["constraints"] {
      field.constraints = try self.constraints(constraints, field.type)
    }
    if let list = tree["categories"] {
      guard case .string = field.type else {
        // Integers may be categories too; both are compared as values of the type.
        guard case .integer = field.type else {
          throw list.failure("categories are of fields of the type string or integer")
        }
        field.categories = try categories(list)
        return field
      }
      field.categories = try categories(list)
    }
    return field
  }

  private func categories(_ list: DefinitionTree) throws(DefinitionFailure) -> [Literal] {
    var found: [Literal] = []
    for item in try list.items() { found.append(try (item["value"] ?? item).literal()) }
    return found
  }

  /// Texts, or objects with a `value`.
  private func missingValues(_ tree: DefinitionTree) throws(DefinitionFailure) -> [String]? {
    guard let list = tree["missingValues"] else { return nil }
    var found: [String] = []
    for item in try list.items() { found.append(try (item["value"] ?? item).text()) }
    return found
  }

  // MARK: Types

  private func type(_ tree: DefinitionTree) throws(DefinitionFailure) -> FieldType {
    let name = try tree["type"]?.text() ?? "any"
    let format = try tree["format"]?.text() ?? "default"
    func text(_ key: String) throws(DefinitionFailure) -> String? { try tree[key]?.text() }
    func bare() throws(DefinitionFailure) -> Bool {
      tree["bareNumber"] == nil ? true : try tree.flag("bareNumber")
    }
    switch name {
    case "string":
      guard let format = FieldType.StringFormat(rawValue: format) else {
        throw unsupported(tree, "the format “\(format)” of a string")
      }
      return .string(format)
    case "integer": return .integer(groupChar: try text("groupChar"), bareNumber: try bare())
    case "number":
      return .number(
        decimalChar: try text("decimalChar") ?? ".", groupChar: try text("groupChar"),
        bareNumber: try bare())
    case "boolean":
      return .boolean(
        trueValues: try tree["trueValues"]?.texts() ?? ["true", "True", "TRUE", "1"],
        falseValues: try tree["falseValues"]?.texts() ?? ["false", "False", "FALSE", "0"])
    case "date": return .date(timeFormat(format))
    case "time": return .time(timeFormat(format))
    case "datetime": return .datetime(timeFormat(format))
    case "year": return .year
    case "yearmonth": return .yearmonth
    case "any": return .any
    case "list":
      let item = try text("itemType") ?? "string"
      let delimiter = try text("delimiter") ?? ","
      guard !delimiter.isEmpty else { throw tree.failure("the delimiter of a list is empty") }
      return .list(delimiter: delimiter, item: try itemType(item, tree))
    case "object", "array", "duration", "geopoint", "geojson":
      throw unsupported(tree, "the type “\(name)”")
    default:
      let known = [
        "string", "integer", "number", "boolean", "date", "time", "datetime", "year", "yearmonth",
        "list", "any",
      ]
      let nearest = Wording.nearest(to: name, among: known.map { ($0, $0) })
      let hint = nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))"
      throw tree.failure("the type “\(name)” is not known\(hint)")
    }
  }

  private func itemType(
    _ name: String, _ tree: DefinitionTree
  ) throws(DefinitionFailure) -> FieldType {
    switch name {
    case "string": .string(.default)
    case "integer": .integer(groupChar: nil, bareNumber: true)
    case "number": .number(decimalChar: ".", groupChar: nil, bareNumber: true)
    case "boolean":
      .boolean(
        trueValues: ["true", "True", "TRUE", "1"], falseValues: ["false", "False", "FALSE", "0"])
    case "date": .date(.standard)
    case "time": .time(.standard)
    case "datetime": .datetime(.standard)
    default: throw tree.failure("the itemType “\(name)” is not known")
    }
  }

  private func timeFormat(_ format: String) -> FieldType.TimeFormat {
    switch format {
    case "default": .standard
    case "any": .any
    // The first drafts of the standard marked patterns so.
    case _ where format.hasPrefix("fmt:"): .pattern(String(format.dropFirst(4)))
    default: .pattern(format)
    }
  }

  private func unsupported(_ tree: DefinitionTree, _ what: String) -> DefinitionFailure {
    tree.failure("\(what) is not supported")
  }

  // MARK: Constraints

  private func constraints(
    _ tree: DefinitionTree, _ type: FieldType
  ) throws(DefinitionFailure) -> Constraints {
    var constraints = Constraints()
    for (key, _, node) in try tree.entries() where !node.isNull {
      switch key {
      case "required": constraints.isRequired = try tree.flag(key)
      case "unique": constraints.isUnique = try tree.flag(key)
      case "pattern": constraints.pattern = try node.text()
      case "minLength": constraints.minLength = try length(node)
      case "maxLength": constraints.maxLength = try length(node)
      case "minimum": constraints.minimum = try node.literal()
      case "maximum": constraints.maximum = try node.literal()
      case "exclusiveMinimum": constraints.exclusiveMinimum = try node.literal()
      case "exclusiveMaximum": constraints.exclusiveMaximum = try node.literal()
      case "enum":
        var allowed: [Literal] = []
        for item in try node.items() where !item.isNull { allowed.append(try item.literal()) }
        guard !allowed.isEmpty else { throw node.failure("enum lists no value") }
        constraints.allowed = allowed
      case "jsonSchema": throw unsupported(node, "the constraint jsonSchema")
      default:
        let nearest = Wording.nearest(
          to: key, among: Self.constraintNames.sorted().map { (Wording.fold($0), $0) })
        let hint = nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: ", "))"
        throw node.failure("the constraint “\(key)” is not known\(hint)")
      }
    }
    return constraints
  }

  static let constraintNames: Set<String> = [
    "required", "unique", "pattern", "minLength", "maxLength", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "enum",
  ]

  private func length(_ node: DefinitionTree) throws(DefinitionFailure) -> Int {
    guard let length = Int(try node.text()), length >= 0 else {
      throw node.failure("a length is a whole number")
    }
    return length
  }
}
