import GitHubSandbox

/// The sandbox's JSON, by a name of its own where the program's is in sight, too.
typealias SandboxJSON = JSONValue
