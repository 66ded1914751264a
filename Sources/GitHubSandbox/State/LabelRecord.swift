/// A repository's label.
package struct LabelRecord: Sendable, Equatable {
  package var id: Int
  package var name: String
}
