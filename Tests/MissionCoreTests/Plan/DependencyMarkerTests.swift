import MissionCore
import Testing

@Suite struct DependencyMarkerTests {
  @Test(
    "Every form of marker, list and reference names its issues",
    arguments: [
      // Markers.
      ("Depends on #4", "4"), ("depend on #4", "4"), ("AFTER #4", "4"), ("Blocked by #4", "4"), ("requires #4", "4"),
      ("require #4", "4"), ("This depends   on\t#4.", "4"), ("it depends\non #4", "4"), ("depends on\n#4", "4"),
      ("Depends on: #4", "4"), ("Depends on : #4", "4"), ("depends on:#4", "4"), ("Depends-On: #4", "4"),
      ("Blocked-by: #4", "4"), ("(after #4)", "4"), ("Work.After #4", "4"), ("🚧Blocked by #4", "4"),
      ("⚠️ Blocked by #4", "4"), ("Depends\u{A0}on\u{A0}#4", "4"), ("depends on \u{200B}#4", "4"),
      ("After #4 and before lunch; requires #5", "4 5"), ("a\r\nDepends on #4\r\nAfter #5\rafter #6", "4 5 6"),
      // Lists.
      ("Depends on #4, #5", "4 5"), ("Depends on #4,#5", "4 5"), ("Depends on #4 & #5", "4 5"),
      ("Depends on #4 &amp; #5", "4 5"), ("Depends on #4 and #5", "4 5"), ("Depends on #4, #5, and #6", "4 5 6"),
      ("Depends on #4 AND #5 & #6, #7.", "4 5 6 7"), ("Depends on #4,\n#5\nand #6", "4 5 6"),
      ("After #4, #4 and #4; requires #5, #4", "4 5"), ("Depends on #4 #5", "4 5"), ("Depends on #4 or #5", ""),
      ("Depends on #4, see #5", "4"), ("Depends on #4, and", "4"), ("Depends on #4,, #5", "4 5"),
      // References.
      ("Depends on acme/api#5", "acme/api#5"), ("after Acme/Shop#4, #4", "4"),
      ("after a.b_c-d/.github#1", "a.b_c-d/.github#1"),
      ("Depends on GH-4", "4"), ("depends on:acme/api#5", "acme/api#5"),
      ("Depends on https://github.com/acme/api/issues/5", "acme/api#5"),
      ("Depends on HTTPS://GitHub.com/acme/api/issues/5.", "acme/api#5"),
      ("Depends on http://git.corp.example:8443/acme/api/issues/5, #4", "acme/api#5 4"),
      (
        "After https://github.com/acme/shop/issues/4#issuecomment-77, https://github.com/acme/shop/issues/5?a=b&c=d.",
        "4 5"
      ),
      ("After https://github.com/acme/shop/issues/4/ and #5", "4 5"),
      ("after https://github.com/acme/shop/issues/4,https://github.com/acme/shop/issues/5", "4 5"),
      ("after https://github.com/acme/shop/issues/4&#5", "4 5"),
      ("After <https://github.com/acme/api/issues/5>, #4", "acme/api#5 4"),
      // Markdown around it.
      ("**Depends on:** #4", "4"), ("**Depends on**: #4", "4"), ("__Depends on__ **#4**, *#5*", "4 5"),
      ("_After_ _#4_", "4"),
      ("_after acme/api#5_", "acme/api#5"), ("~~x~~ after #4", "4"), ("<b>Depends on</b> #4", "4"),
      ("- depends on #4", "4"), ("1. After #4", "4"), ("* [ ] requires #4", "4"), ("## Blocked by #4", "4"),
      ("Depends on [#4](https://github.com/acme/shop/issues/4), #5", "4 5"),
      ("Depends on [#4](https://github.com/acme/api/issues/9)", "acme/api#9"),
      ("Depends on [the design](https://github.com/acme/shop/issues/4 \"x\") and #5", "4 5"),
      ("Depends on [#4](../issues/4), #5", "4 5"), ("foo\n      ```\n      after #9\n\n      ```\nafter #4", "4"),
      ("Depends on [#4]", "4"), ("Depends on <!-- which? --> #4", "4"),
      ("Depends on <!--\n--> #4", "4"), ("<!-- note --> Depends on #4", "4"), ("<!--> after #4", "4"),
      ("A paragraph\n    depends on #4 as well", "4"), ("- item\n\n  after #4", "4"),
      ("- a\n    - b depends on #4", "4"),
      ("`code` after #4 `code`", "4"), ("an unpaired ` after #4", "4"), ("``` not a fence ``` after #4", "4"),
      ("x ` y\n\nafter #4 ` z", "4"), ("\\` after #4 \\`", "4"), ("```\ncode\n```\nafter #4", "4"),
      ("~~~~ swift\n~~~\n~~~~~\nafter #4", "4"), ("- ```\n  code\nafter #4", "4"), ("> quoted\n\nafter #4", "4"),
      ("> quoted\n- after #4", "4"), ("> # Quoted heading\nafter #4", "4"), ("> ```\n> code\nafter #4", "4"),
      ("<pre>after #5</pre> after #4", "4"), ("an unpaired <code> depends on #4", "4"),
    ])
  func reads(body: String, expected: String) {
    #expect(IssueText.dependencies(in: body, repository: shop) == references(expected))
  }

  @Test(
    "A list below its marker counts down to where something else begins",
    arguments: [
      ("Depends on:\n- #4\n- [ ] #5\n- [x] acme/api#6", "4 5 acme/api#6"),
      ("Depends on:\n\n* #4\n* #5 the design", "4 5"),
      ("**Depends on:**\n1. #4, #5\n2) #6", "4 5 6"), ("Depends on\n- #4", "4"),
      ("### Depends on\n\n#4, #5\n\n### Notes\n\n#9", "4 5"),
      ("### Blocked by\n\n#4\n#5\n\n#9 is related", "4 5"), ("**Depends on**\n\n- #4", "4"),
      ("### Depends on\n\n_No response_\n\n- #9", ""),
      ("Depends on:\n- #4\n\n- #5", "4 5"), ("Depends on:\n- #4\n  which designs\n- #5", "4 5"),
      ("Depends on:\n- #4\n- the docs\n- #5", "4 5"),
      ("Depends on:\n- #4\n  - #9 is a part\n- #5", "4 5"), ("- Depends on:\n  - #4\n- Related:\n  - #9", "4"),
      ("Depends on:\n- #4\nBlocks:\n- #9", "4"), ("Depends on:\n- #4\n\nRelated:\n- #9", "4"),
      ("Depends on:\n- #4\n## Related\n- #9", "4"),
      (
        "Depends on:\n- [#4](https://github.com/acme/shop/issues/4)\n- https://github.com/acme/api/issues/5",
        "4 acme/api#5"
      ),
      ("Depends on:\n<!-- one per line -->\n- #4", "4"), ("Depends on:\n> - #9\n- #9", ""),
      ("Depends on:\n```\n#9\n```", ""),
      ("we do it after\n\n- #9", ""), ("we do it right after\n\nthat #9", ""), ("Depends on: nothing\n- #9", ""),
      ("Depends on #4\n- #9", "4"), ("Depends on:\n- #4 (after #7)\n- #5", "4 5"), ("Depends on:", ""),
      ("Depends on:\n", ""),
    ])
  func readsListsBelow(body: String, expected: String) {
    #expect(IssueText.dependencies(in: body, repository: shop) == references(expected))
  }

  @Test(
    "What is quoted, hidden, negated or only looks like a marker names nothing",
    arguments: [
      "```\ndepends on #9\n```", "```\ndepends on #9", "````\n```\nafter #9\n````", "~~~\nafter #9\n~~~",
      "  ```yaml\n  after #9\n  ```",
      "- item\n  ```\n  after #9\n  ```", "1. item\n       ```\n       after #9\n\n       after #9\n       ```",
      "```\n\n    ```\nafter #9 \n",
      "    after #9", "\tafter #9", "text\n\n    after #9\n\n    after #9", "- item\n\n      after #9",
      "# Heading\n    after #9", "-      after #9",
      "`after #9`", "``a ` after #9``", "depends on `#9`", "`depends on` #9", "`a\nafter #9` b", "> after #9",
      ">after #9", "  > after #9", "> > after #9",
      "> quoted\nafter #9 by lazy continuation", "- > after #9", "> - quoted\nafter #9",
      "> ```\n> x\n> ```\n> after #9",
      "<!-- after #9 -->", "<!--\nafter #9\n\nafter #9\n-->", "<!-- after #9", "text <!-- after #9\n\nafter #9",
      "<!--\n```\n-->\n<!-- after #9 -->",
      "<pre>\nafter #9\n\nafter #9</pre>", "<code>after #9</code>", "<blockquote>\n\nafter #9\n\n</blockquote>",
      "hereafter #9", "thereafter#9", "afters #9", "after_ward #9", "_x_after #9", "depends #9", "blocked #9",
      "depends upon #9", "depends\n\non #9",
      "required by #9", "täafter #9", "aft\u{200B}er #9", "after the launch #9", "after (#9)", "after: the #9", "after",
      "after #", "after #0", "after #9x", "after #9_a", "after ##9", "after #99999999999999999999", "after #2147483648",
      "after &#39;", "after #-9",
      "after a/b/c#9", "after /c#9", "after x@acme/api#9", "after acme/#9", "after /#9", "after ../api#9",
      "after " + String(repeating: "a", count: 101) + "/b#9",
      "after https://github.com/acme/shop/pull/new/9", "after https://github.com/acme/shop/issues",
      "after https://github.com/acme/issues/9",
      "after https://github.com/acme/shop/issues/9x", "after https:///acme/shop/issues/9",
      "after https://example.com/#9", "after https://",
      "see https://example.com/after/#9", "after \\#9", "does not depend on #9", "doesn't depend on #9",
      "doesn’t depend on #9",
      "no longer blocked by #9", "never requires #9", "", "\n", "#9",
    ])
  func ignores(body: String) {
    #expect(IssueText.dependencies(in: body, repository: shop) == [])
  }

  @Test("A body may name its own issue; the compiler reports it")
  func keepsSelfReference() {
    #expect(IssueText.dependencies(in: "Depends on #1", repository: shop) == references("1"))
  }

  @Test(
    "A body of 64 KiB of anything is read to its end",
    arguments: [
      "[", "]", "](", "[](", "[a](b", "depends on ", "depends on:\n", "after #", "- #1 after:\n", "`", "` `` ", "``` `",
      "<", "<a", "<!--", "<!-- -->", "<pre>", "<code",
      "\0", "\u{200B}", "- ", "> ", "    ", "\n", "\r", "a-", "a_", "a.", "a/", "a__", "https://",
      "https://a/b/c/issues/", "&", "&a", "#", "# ", "\\", "*", "_", "~", "~~~\n",
      "1.", "1. ", "é", "👩‍👩‍👧", "depends", "depends\n", "#4,", "#4 and ", "#4\n", "- [ ] ", "\t", "é_", "'", "x'", "a#1",
      "a/b#1 ",
    ])
  func survives(unit: String) {
    let hostile = String(repeating: unit, count: 65_536 / unit.utf8.count)
    // What stands before the flood is found, so that reading began; a marked end shows that it went on to the last
    // line.
    let body = "After #7\n\n" + hostile
    #expect(IssueText.dependencies(in: body, repository: shop).first == references("7")[0])
    _ = IssueText.closedIssues(inPullRequestBody: body, repository: shop)
    _ = IssueText.issue(ofBranch: hostile, repository: shop)
  }

  @Test(
    "After a flood that hides nothing the next paragraph is read",
    arguments: ["[", "](", "depends on ", "\0", "\u{200B}", "a-", "<a", "&", "é", "` ", "- #1 after:\n", "<pre>", "\\"])
  func readsBehindFloods(unit: String) {
    let hostile = String(repeating: unit, count: 65_536 / unit.utf8.count)
    #expect(IssueText.dependencies(in: hostile + "\n\nAfter #7", repository: shop).last == references("7")[0])
  }
}
