import MissionCore

extension Worker {
  /// The worktree of a task: the item's, or one of the agent's own where somebody who has another clone works in that.
  func workplace(for task: Assignment) async throws(WorktreeFault) -> Worktree {
    let folder = Self.folder(of: task)
    do throws(WorktreeFault) {
      return try await workplace(for: task, in: folder)
    } catch {
      let own = settings.agent.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.prefix(
        30)
      guard case .folderTaken = error, !own.isEmpty else { throw error }
      say("task \(task.task): \(error); works in \(folder)-\(own)")
      return try await workplace(for: task, in: "\(folder)-\(own)")
    }
  }

  private func workplace(for task: Assignment, in name: String) async throws(WorktreeFault) -> Worktree {
    let clone = try await GitClone.find(
      at: settings.directory, environment: WorkerEnvironment.ofGit(environment))
    let worktrees = Worktrees(of: clone, in: folder.worktrees) { [source] in
      await source.pushCredential(for: task, to: $0)
    } saying: {
      say($0)
    }
    if case .review(let commit?) = task.kind { return try await worktrees.reviewer(folder: name, head: commit) }
    return try await worktrees.author(folder: name, branch: branch(of: task))
  }

  private static func folder(of task: Assignment) -> String {
    if case .review = task.kind { "\(task.folder)-review" } else { task.folder }
  }

  func branch(of task: Assignment) -> String {
    if case .review = task.kind { return BranchName.prefix + "review-\(task.folder)" }
    return task.branch ?? BranchName.make(number: task.number, title: task.title)
  }

  /// Removes the worktrees of items that are over; what would lose work stays and is said.
  func tidy() async {
    var memory = folder.memory
    guard !memory.items.isEmpty, !Task.isCancelled else { return }
    guard
      let clone = try? await GitClone.find(at: settings.directory, environment: WorkerEnvironment.ofGit(environment))
    else { return }
    let worktrees = Worktrees(of: clone, in: folder.worktrees)
    for (id, item) in memory.items where item.kept == nil {
      guard let identity = Identifier<WorkItem>(id), let mission = Identifier<Mission>(item.mission),
        (try? await source.isOver(identity, of: mission)) == true
      else { continue }
      var kept: String?
      for name in item.folders {
        do throws(WorktreeFault) {
          kept = try await worktrees.remove(folder: name) ?? kept
        } catch {
          kept = error.description
        }
      }
      if let kept { say("a worktree is kept: \(kept)") }
      memory = folder.memory
      memory.items[id] = kept.map { .init(mission: item.mission, folders: item.folders, session: nil, kept: $0) }
      folder.keep(memory)
    }
  }
}
