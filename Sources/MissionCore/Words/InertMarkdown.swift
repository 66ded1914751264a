/// Text from outside within Markdown that we write: shown as it is, and without any effect. It pings nobody, links
/// nothing, and holds no HTML and no syntax.
package enum InertMarkdown {
  /// One line of visible text, cut to `limit` characters.
  package static func line(_ text: String, limit: Int = 200) -> String {
    var inert = ""
    var previous: Unicode.Scalar = " "
    // How many times w stands right before.
    var letters = 0
    for scalar in UntrustedText.line(text, limit: limit).unicodeScalars {
      switch scalar {
      case "&": inert += "&amp;"
      case "<": inert += "&lt;"
      case ">": inert += "&gt;"
      // GitHub looks for mentions and references in what was rendered: only an invisible character between parts them.
      case "@", "#": inert += "\(scalar)&#8203;"
      // `www.` begins a link of its own (GitHub Flavored Markdown, "Autolinks (extension)").
      case "." where letters >= 3: inert += "&#8203;."
      case "-" where previous == "h" || previous == "H": inert += "-&#8203;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "~", "|", "!", "$", ":", "+": inert += "\\\(scalar)"
      default: inert.unicodeScalars.append(scalar)
      }
      previous = scalar
      letters = scalar == "w" || scalar == "W" ? letters + 1 : 0
    }
    return inert
  }
}
