/// What a column holds and how its text is read.
package enum ColumnType: Sendable, Hashable {
  /// A code of the named code list.
  case code(list: String)
  /// A whole number.
  case count
  /// An exact decimal with at most two places, held in hundredths.
  case amount
  /// A day.
  case date
  /// Any text; held as it is.
  case text
}

/// The part a column plays in the table.
package enum ColumnRole: String, Sendable {
  /// Splits the rows before anything else; groups are never added.
  case group
  /// Breaks people down; takes part in tabulations.
  case dimension
  /// A number to be added.
  case measure
  /// Part of what makes a row the row it is.
  case key
  /// Describes the event or line.
  case attribute
}

/// One column of a table: a Table Schema field with our own keywords.
package struct Column: Sendable {
  /// Its name, and what its values must keep to.
  package let field: Field
  package let title: Label
  /// How its text is read before it is held to the field.
  package let type: ColumnType
  package let role: ColumnRole
  /// Whether the column must be there at all.
  package let isRequiredColumn: Bool
  /// The code list that the items of a text are of, several of which are separated by `|`.
  package let items: String?

  package init(
    field: Field, title: Label, type: ColumnType, role: ColumnRole, isRequiredColumn: Bool,
    items: String? = nil
  ) {
    self.items = items
    self.field = field
    self.title = title
    self.type = type
    self.role = role
    self.isRequiredColumn = isRequiredColumn
  }

  package var name: String { field.name }
  /// Whether every cell must hold a value.
  package var isRequired: Bool { field.constraints.isRequired }
}

/// How the rows of a table become figures.
package enum TableKind: String, Sendable {
  /// Rows are cells of tabulations of people, within groups.
  case tabulated
  /// Rows describe events that have an id agreed across members and a start.
  case events
  /// Rows are lines of a register with an id of the member's own: each return says how they stand at
  /// the end of its period, and the latest word on a line holds.
  case register
  /// Rows are records, added up by their attributes as they pass; nothing of a row is kept.
  case records
}

/// One table of the return.
package struct ReturnTable: Sendable {
  package let name: String
  package let title: Label
  package let kind: TableKind
  package let columns: [Column]
  /// Table Schema `primaryKey`: column places; empty when rows have no key.
  package let key: [Int]
  /// The measure whose persons another member has counted already, and who that is.
  package let overlap: Overlap?
  package let event: EventColumns?
  package let register: RegisterColumns?
  /// Whether contact data in its free text refuses the whole return.
  package let refusesContacts: Bool
  /// Whether members divide the groups among them (the police opens proceedings, courts convict), so
  /// that a return without a group lacks nothing.
  package let dividesGroups: Bool

  package struct Overlap: Sendable {
    package let count: Int
    package let with: Int
    package init(count: Int, with: Int) {
      self.count = count
      self.with = with
    }
  }

  /// Places of the columns that make an event.
  package struct EventColumns: Sendable {
    package let id: Int
    package let title: Int
    package let start: Int
    package let end: Int?
    package let lead: Int?
    package let partners: Int?
    /// Columns that belong to the event and are equal on all its rows.
    package let constant: [Int]
    package init(
      id: Int, title: Int, start: Int, end: Int?, lead: Int?, partners: Int?, constant: [Int]
    ) {
      self.id = id
      self.title = title
      self.start = start
      self.end = end
      self.lead = lead
      self.partners = partners
      self.constant = constant
    }
  }

  /// Places of the columns that make a line of a register.
  package struct RegisterColumns: Sendable {
    package let id: Int
    /// The year that the line is about, where lines are about years: those of other years than the
    /// return's count nothing in it.
    package let year: Int?
    package init(id: Int, year: Int?) {
      self.id = id
      self.year = year
    }
  }

  package init(
    name: String, title: Label, kind: TableKind, columns: [Column], key: [Int], overlap: Overlap?,
    event: EventColumns?, register: RegisterColumns? = nil, refusesContacts: Bool,
    dividesGroups: Bool = false
  ) {
    self.name = name
    self.title = title
    self.kind = kind
    self.columns = columns
    self.key = key
    self.overlap = overlap
    self.event = event
    self.register = register
    self.refusesContacts = refusesContacts
    self.dividesGroups = dividesGroups
  }

  package func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }

  /// Places of the columns that play a part, in column order.
  package func columns(_ role: ColumnRole) -> [Int] {
    columns.indices.filter { columns[$0].role == role }
  }

  /// Whether members are named in the column at `place`: of an overlap, as lead or as partners.
  package func namesMembers(_ place: Int) -> Bool {
    [overlap?.with, event?.lead, event?.partners].contains(place)
  }

  /// The column of currencies, where amounts of the table have one.
  package var currency: Int? {
    columns.firstIndex { $0.type == .code(list: "CURRENCY") }
  }

  /// Whether people are tabulated in the table, so that a wrong cell must not lose any.
  package var hasTabulations: Bool { !columns(.dimension).isEmpty && kind != .records }
}
