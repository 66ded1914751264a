/// One piece of prose, as far as markers, lists of references and whole words care. White space and emphasis are none.
enum ProseToken: Equatable {
  /// A whole word in ASCII lower case; empty when it is longer than any word that means something here.
  case word(String)
  /// A reference to an issue, in any of its written forms.
  case reference(IssueReference)
  /// A comma or an ampersand.
  case separator
  /// A colon.
  case colon
  /// A hyphen or minus.
  case hyphen
  /// The start of a line that shows something: whether a blank line precedes it, and the column of its text.
  case line(afterBlank: Bool, indent: Int)
  /// A list marker, with its task box.
  case bullet
  /// The mark of a heading.
  case heading
  /// Anything else; nothing reads across it.
  case other
}
