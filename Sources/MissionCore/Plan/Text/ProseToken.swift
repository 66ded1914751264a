/// One piece of prose, as far as markers, lists of references and whole words care. White space and emphasis are none.
enum ProseToken: Equatable {
  /// A whole word in ASCII lower case; empty when it is longer than any word that means something here.
  case word(String)
  /// A reference to an issue, in any of its written forms.
  case reference(IssueReference)
  /// What joins two references: a comma, an ampersand, a semicolon, a plus, or a slash behind a reference.
  case joint
  /// A colon.
  case colon
  /// A hyphen, a minus or a dash.
  case hyphen
  /// An opening round bracket.
  case opening
  /// A closing round bracket.
  case closing
  /// What parts the cells of a table.
  case bar
  /// A quotation mark.
  case quote
  /// A full stop or an exclamation mark.
  case stop
  /// A question mark.
  case question
  /// The start of a line that shows something: whether a blank line precedes it, and the column of its text.
  case line(afterBlank: Bool, indent: Int)
  /// A list marker, with its task box.
  case bullet
  /// The mark of a heading.
  case heading
  /// Anything else; nothing reads across it.
  case other
}
