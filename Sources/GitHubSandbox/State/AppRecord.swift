/// A GitHub App: what reports check runs.
package struct AppRecord: Sendable, Equatable {
  package var id: Int
  package var slug: String
  package var name: String
}
