/// A group of a return: rows that share the table's group columns (for trainings, the training).
package struct RowGroup: Sendable {
  /// Ordinals by group column; empty where the group is an event.
  package let codes: [Int32]
  /// The event's id; empty in tables without events.
  package let event: String
  /// Rows in the order of the file, struck ones among them.
  package let rows: [Int]

  /// `IDENTIFIED`, `154.1, CONVICTED` or the event's id: for messages.
  package func name(_ rows: ReturnRows, _ schema: ReturnTable, _ registry: Registry) -> String {
    if let columns = schema.event {
      let id = self.rows.first.map { rows.texts[columns.id][$0] } ?? ""
      return id.isEmpty ? schema.name : Masking.shown(id)
    }
    return zip(schema.columns(.group), codes).map { column, code in
      code == CodeList.unread ? "?" : registry.codeList(schema, column)?.id(code) ?? "?"
    }.joined(separator: ", ")
  }
}

extension ReturnRows {
  /// Rows of which the group could not be read: struck, and nobody knows where they would count.
  package func rowsOfUnreadGroup(_ schema: ReturnTable) -> [Int] {
    let columns = schema.columns(.group)
    return struck.sorted().filter { row in
      columns.contains { ordinals[$0][row] == CodeList.unread }
    }
  }

  /// The groups in the order in which they first appear.
  package func groups(_ schema: ReturnTable) -> [RowGroup] {
    struct Key: Hashable {
      let codes: [Int32]
      let event: String
    }
    let columns = schema.columns(.group)
    var order: [Key] = []
    var members: [Key: [Int]] = [:]
    for row in 0..<count {
      let codes = columns.map { ordinals[$0][row] }
      if codes.contains(CodeList.unread) { continue }
      let event = schema.event.map { Wording.fold(texts[$0.id][row]) } ?? ""
      let key = Key(codes: codes, event: event)
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(row)
    }
    return order.map { RowGroup(codes: $0.codes, event: $0.event, rows: members[$0]!) }
  }
}
