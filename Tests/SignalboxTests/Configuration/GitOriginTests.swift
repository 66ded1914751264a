import MissionCore
import Testing

@testable import Client

@Suite struct GitOriginTests {
  @Test(
    "A remote's URL names its repository on any host",
    arguments: [
      ("https://github.com/acme/shop.git", "acme/shop"), ("https://github.com/acme/shop", "acme/shop"),
      ("https://token:x@github.com/acme/shop/", "acme/shop"), ("git@github.com:acme/shop.git", "acme/shop"),
      ("ghe.corp:acme/shop", "acme/shop"), ("ssh://git@ghe.corp:2222/acme/shop.git", "acme/shop"),
      ("git://github.com/acme/shop.js.git", "acme/shop.js"), ("/srv/git/shop.git", nil), ("../shop", nil),
      ("file:///srv/acme/shop", nil), ("https://github.com/acme", nil), ("https://ghe.corp/a/b/c.git", nil), ("", nil),
    ] as [(String, String?)])
  func remotes(url: String, name: String?) {
    #expect(GitOrigin.repository(inRemote: url)?.description == name)
  }

  @Test("Only origin's own URL counts")
  func sections() {
    let text = """
      [core]
        url = no
      [remote "upstream"]
        url = https://github.com/other/one.git
      [Remote "origin"]
        fetch = +refs/heads/*:refs/remotes/origin/*
        URL = "https://github.com/acme/shop.git"
      [branch "main"]
        url = no
      """
    #expect(GitOrigin.originURL(in: text) == "https://github.com/acme/shop.git")
    #expect(GitOrigin.originURL(in: "[remote \"origin") == nil)
  }

  @Test("A worktree's file leads to the shared configuration")
  func worktree() {
    let files = [
      "/project/.git": "gitdir: /main/.git/worktrees/w\n", "/main/.git/worktrees/w/commondir": "../..\n",
      "/main/.git/worktrees/w/../../config": "[remote \"origin\"]\nurl=https://github.com/acme/shop\n",
    ]
    #expect(GitOrigin.repository(around: .fake(files: files))?.description == "acme/shop")
  }
}
