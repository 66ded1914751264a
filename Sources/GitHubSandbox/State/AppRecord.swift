/// A GitHub App: what reports check runs.
package struct AppRecord: Sendable, Equatable {
  var id: Int
  var slug: String
  var name: String
}
