/// Where a token of prose stands in its text.
struct ProsePlace: Equatable {
  /// The line of the text as its author wrote it, counted from 1.
  var line: Int
  /// Whether it is a word that begins with a capital letter.
  var isCapital = false
}
