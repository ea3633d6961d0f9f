/// A batch that has been checked: which of its rows may count.
package struct EditedBatch {
  package let coded: CodedBatch
  /// By row: 1 where the row may count, 0 where it is rejected.
  package let accepted: UnsafePointer<UInt8>
  package let acceptedCount: Int

  package init(coded: CodedBatch, accepted: UnsafePointer<UInt8>, acceptedCount: Int) {
    self.coded = coded
    self.accepted = accepted
    self.acceptedCount = acceptedCount
  }
}
