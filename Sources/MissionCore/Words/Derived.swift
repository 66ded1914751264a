/// A value that follows from the rest of what holds it, kept because making it again costs. It takes no part in
/// comparing.
@propertyWrapper
struct Derived<Value: Sendable>: Hashable, Sendable {
  var wrappedValue: Value

  init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

  static func == (left: Self, right: Self) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}
