import Testing

@testable import MissionCore

/// What people really wrote, by kind.
@Suite struct DependencyFieldCaseTests {
  @Test(
    "A dependency is read in every form people write it in",
    arguments: [
      // Remarks in brackets, or behind a dash, do not end a list.
      ("**Blocked by:** #1 (why), #3 (why), #7", "1 3 7"), ("Depends on: #5 (x) and #6 (y)", "5 6"),
      ("Depends on #3 (db: see #9), #4 (auth)", "3 4"), ("Depends on #3 - db, #4 - auth", "3 4"),
      ("Depends on #3\n(the table), #4", "3 4"), ("Depends on #3 ((x) y), #4", "3 4"), ("Depends on #3 (x, #4", "3"),
      // Nouns before a reference.
      ("Depends on issue #3 and PR #4", "3 4"), ("depends on issues #3, #4 and #5", "3 4 5"),
      ("Depends on both #3 and #4", "3 4"), ("Depends on: all of #3, #4", "3 4"), ("Depends on PRs #3 and #4", "3 4"),
      ("Depends on pull request #3", "3"), ("Requires the merge of #3", "3"), ("After issue #3 and issue #4", "3 4"),
      ("Depends on the following issues:\n- #3\n- #4", "3 4"), ("Depends on these:\n#3\n#4", "3 4"),
      // Joints.
      ("blocked by #3 + #4", "3 4"), ("blocked by #3/#4", "3 4"), ("blocked by #3 / #4", "3 4"),
      ("blocked by #3; #4", "3 4"),
      ("blocked by #3 and also #4", "3 4"), ("Depends on #3, and also on", "3"),
      ("Blocked by #3 & #4 & acme/api#5", "3 4 acme/api#5"),
      ("Depends on #3; #4 is related", "3"), ("After #2 is done and #3 is merged", "2 3"),
      ("Depends on #3, plus #4", "3 4"),
      // Ranges.
      ("Depends on #3-#5", "3 4 5"), ("Depends on #3–#5", "3 4 5"), ("Depends on #3 - #5, #9", "3 4 5 9"),
      ("Depends on #3 to #5", "3 4 5"), ("Depends on #5-#3", "5"), ("Depends on #3-#900", "3"),
      // Lists of sentences.
      ("Depends on:\n- Set up the database (#3)\n- Auth: #4", "3 4"),
      ("Depends on:\n* The auth of #3\n* [ ] Merge PR #4.", "3 4"),
      ("Depends on:\n- Related: #9\n- #4", "4"), ("Depends on:\n- see #9", ""),
      ("Depends on:\n- **Table** (#3): the rows\n- #4", "3 4"),
      ("- [ ] Depends on #3\n- [ ] Depends on #4", "3 4"),
      // Titles, links, tags.
      ("Depends on **[M1] Add the table (#3)**.", "3"), ("Depends on (#3)", "3"),
      ("Blocked by the table (#3, #4) for now", "3 4"),
      ("Depends on <a href=\"https://github.com/acme/shop/issues/3\">the table</a>", "3"),
      ("Depends on <a class=x href='https://github.com/acme/shop/issues/3'>#9</a>, #4", "3 4"),
      ("Depends on:<br>#3<br>#4", "3 4"), ("Depends on:<br/>#3<br />#4", "3 4"),
      ("<ul>Depends on:<li>#3</li><li>#4</li></ul>", "3 4"),
      ("<b>Depends on:</b>\n<ul>\n<li>#3</li>\n<li>Auth (#4)</li>\n</ul>", "3 4"),
      ("<p>Depends on #3</p><p>After #4</p>", "3 4"),
      ("Depends on [#4][1], [#5][two]\n\n[1]: https://example.com/a", "4 5"),
      // Spellings and addresses.
      ("DEPENDS_ON #3", "3"), ("depends_on: #3, #4", "3 4"), ("BLOCKED_BY=#3", ""),
      ("Depends on github.com/acme/shop/issues/3", "3"),
      ("Depends on www.github.com/acme/api/issues/3, #4", "acme/api#3 4"),
      ("Depends on git.corp.example/acme/shop/pull/3.", "3"),
      ("Depends on https://api.github.com/repos/acme/shop/issues/3", "3"),
      ("Depends on https://git.corp.example/api/v3/repos/acme/shop/pulls/3", "3"),
      ("Depends on https://github.com/acme/shop/pull/9", "9"),
      ("Depends on https://github.com/acme/shop/pull/9/files#diff-1, #4", "9 4"),
      ("Depends on：#3、#4", "3 4"), ("Depends on: #3，#4；#5", "3 4 5"), ("depends on（#3）", "3"), ("Depends on ＃3", "3"),
      ("Depends on — #3", "3"), ("Depends on - #3", "3"),
      // Tables and headings.
      ("| Depends on | #3, #4 |", "3 4"),
      ("| Field | Value |\n|---|---|\n| Depends on | #3, #4 |\n| Size | #9 |", "3 4"),
      ("| Depends on | Why |\n|---|---|\n| #3 | the table |\n| #4 | #9 |\n\n| #8 |", "3 4"), ("Depends on | #3", "3"),
      ("Depends on\n----------\n- #3\n- #4", "3 4"), ("Blocked by\n===\n\n- #3\n\nOther\n---\n- #9", "3"),
      // Struck text is taken back, and only that.
      ("Depends on ~~#3~~, #4", "4"), ("Depends on #3, ~~#4~~, #5", "3 5"), ("~Depends on #3~ Depends on #4", "4"),
      ("<del>Depends on #3</del>, depends on #4", "4"), ("~/notes and depends on #3", "3"),
      // What surrounds a marker and takes nothing back.
      ("Not urgent, but depends on #3", "3"), ("This is not trivial because it depends on #3", "3"),
      ("This blocks #9 and depends on #3", "3"), ("It is not ready. Depends on #3", "3"), ("Still blocked by #3", "3"),
      ("No rush.\nBlocked by #3", "3"), ("This is currently blocked by #3", "3"),
      // An order of work.
      ("After #2.", "2"), ("After #2 is done", "2"), ("After #2, add the endpoint", "2"), ("Must land after #3", "3"),
      ("To be done after #3.", "3"), ("Start only after #3 is merged", "3"), ("Some text\nAfter #3", "3"),
      // Kin: side by side, with icons, behind a sentence, without a space, by a path.
      ("Depends on #3 #4 #5", "3 4 5"), ("Depends on #3 (see) #4", "3 4"), ("Depends on #3 · #4 • #5", "3 4 5"),
      ("Blocked by: #3 ✅, #4 ⏳", "3 4"), ("Blocked by: ✅ #3, ⏳ #4", "3 4"), ("🚧 Blocked by → #3", "3"),
      ("⛔ **Blocked by**: ⚠️ #3", "3"), ("Depends on PR#3 and issue#4", "3 4"),
      ("Depends on the following PRs being merged first:\n\n1. #3\n2. #4", "3 4"),
      ("Blocked by a few changes elsewhere:\n- Table (#3)\n- acme/api#4", "3 acme/api#4"),
      ("Depends on [the table](../issues/3) and [auth](/acme/api/pull/4)", "3 acme/api#4"),
      ("This PR depends on #3 being merged first.", "3"), ("requires #3 and #4 to be merged", "3 4"),
      ("> Blocked by #3\n\nBlocked by #4", "4"), ("Depends on: <!-- such as #1 --> #3", "3"),
      ("Depends on:\n<!-- for example #1 -->\n- #3", "3"), ("Blocked by #3, but not #4", "3"),
      ("Not blocked by #3 anymore; blocked by #4 now", "4"), ("This isn't blocked by #3, it is blocked by #4", "4"),
      ("Depends on #3, fixes #4", "3"), ("Depends on #3, part of #4", "3"), ("Depends on #3,\nFixes #4", "3"),
      ("Depends on #3 — see #4 for background", "3"), ("Depends on #3 (not #4)", "3"),
      ("Was: blocked by #3. Now: blocked by #4", "4"), ("Unlike #5, this depends on #3", "3"),
      ("Part of #10 (blocked by #3)", "3"), ("- Mend what #10 broke (depends on #3)", "3"),
      ("<details><summary>Depends on</summary>\n\n- #3\n- #4\n</details>", "3 4"),
      ("<table><tr><td>Depends on</td><td>#3</td></tr></table>", "3"),
      ("Depends on https://github.com/acme/shop/issues/3#issuecomment-12 and #4", "3 4"),
      ("Depends on:\n1. [ ] #3\n2. [x] #4", "3 4"), ("Do this after #3, #4 and #5", "3 4 5"),
      ("After merging #3, rebase and do this", "3"), ("Still waiting. Blocked by #3…", "3"),
    ])
  func reads(body: String, expected: String) {
    let reading = IssueText.readDependencies(in: body, repository: shop)
    #expect(reading.references.map(\.issue) == references(expected))
  }

  @Test(
    "What is taken back, past, supposed, asked or told of another issue is no dependency, and is shown with its line",
    arguments: [
      "Was blocked by #3", "Previously blocked by #3; that landed", "Not currently blocked by #3",
      "used to depend on #3",
      "doesn't strictly depend on #3", "Neither requires #3 nor #4", "no longer blocked by #9",
      "This had been blocked by #3",
      "It isn't really blocked by #3", "Nothing here depends on #3", "Formerly depends on #3", "We cannot depend on #3",
      "These were blocked by #3", "Never depends on #3", "Depends on #3?", "Does this depend on #3?",
      "If this depends on #3, say so",
      "Might depend on #3", "Not sure whether it requires #3", "#5 depends on #3", "- #5: depends on #3",
      "#5 is still blocked by #3",
      "Relates to #4, which requires #3", "Login is broken after #7 was merged", "The flake started after #7",
      "Reverted after #7 caused trouble", "After #7, login is broken", "After #7 was merged the build fails",
      "Crashes after #7", "We saw errors\nafter #7 landed", "After #7 landed users noticed it", "Depends upon #3",
      "Dependencies: #3, #4", "Waiting for #3", "Depends on the work of Ann, see #3",
      // Kin: alternatives, denials, others' dependencies.
      "Requires #3 or #4", "Depends on either #3 or #4", "Blocked by #3, #4, or #5", "Depends on #3 (or #4) or #5",
      "We don't think this depends on #3", "It is not the case that this depends on #3", "I doubt this depends on #3",
      "Anything that's blocked by #3 moves to the next sprint", "Users who depend on #3 complain",
      "- #5 (blocked by #3)", "- [ ] Auth endpoint #6 (after #5)", "#5 (depends on #3)", "PR #5, #6: blocked by #3",
      "Hopefully not blocked by #3", "Depends on whether #3 is accepted", "Blocked by nothing since #3 landed",
      "Currently blocked by nothing (#3 landed)", "The fix in #5 requires #3", "Depends on: TBD, maybe #3",
      "Depends on everything in #3", "Rebased after #3", "Look and feel after #3 is worse", "Depends on \"#3\"",
    ])
  func showsWhatItDoesNotRead(line: String) {
    let body = "Intro\n\n" + line
    let reading = IssueText.readDependencies(in: body, repository: shop)
    #expect(reading.references == [])
    #expect(reading.unread.map(\.number) == [line.contains("\n") ? 4 : 3])
    #expect(reading.unread.first.map { body.contains($0.text) } == true)
  }

  @Test(
    "What nobody can take for a dependency is not shown either",
    arguments: [
      "~~Depends on #3~~", "<s>Blocked by #3</s>", "Blocked by: none", "Depends on: n/a",
      "### Depends on\n\n_No response_",
      "`depends on #3`", "Unblocked by #3", "See #3", "required by #3", "The day after tomorrow",
    ])
  func isSilent(body: String) {
    #expect(IssueText.readDependencies(in: body, repository: shop) == DependencyReading())
  }

  @Test("Each reference names the line it stands on, whatever stands before it")
  func namesLines() {
    let body = "a `b\nc` d\r\n<!-- x\n\n-->\r\nDepends on #3,\n#4\n\n```\n#9\n```\nBlocked by:\n\n- #5\n- see #6\n"
    let reading = IssueText.readDependencies(in: body, repository: shop)
    #expect(reading.references.map(\.issue) == references("3 4 5"))
    #expect(reading.references.map(\.line) == [6, 7, 14])
    #expect(reading.unread.map(\.number) == [15])
  }

  @Test("A mission says of each item which line makes it wait, and which line was not read")
  func isShown() throws {
    let play = Play(
      [
        work(1), work(2, "Text\n\nBlocked by: #1\nWas blocked by #7"),
        facts("3", "Work", body: "", blockedBy: "acme/api#5"),
      ], agents: [])
    #expect(play.mission.dependencyLines(of: play.item(1)) == [])
    #expect(
      play.mission.dependencyLines(of: play.item(2))
        == ["waits for #1 (line 3)", "not read as a dependency: line 4 'Was blocked by #7'"])
    #expect(play.mission.dependencyLines(of: play.item(3)) == ["waits for acme/api#5 (linked on GitHub)"])
    let report = play.mission.reportText(on: references("2")[0], roster: AgentRoster())
    #expect(report.contains("  - not read as a dependency\\: line 4 'Was blocked by #&#8203;7'"))
  }
}
