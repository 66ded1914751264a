// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]
let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "signalbox",
  products: [
    .executable(name: "signalbox", targets: ["signalbox"]),
    .executable(name: "github-sandbox", targets: ["github-sandbox"]),
    .executable(name: "receiver-benchmark", targets: ["receiver-benchmark"]),
  ],
  targets: [
    // Doors to C: a module map, and a shim only for what Swift cannot call (variadics, macros).
    .target(name: "CMicroHTTPD", cSettings: strictC, linkerSettings: [.linkedLibrary("microhttpd")]),
    .target(name: "CCurl", cSettings: strictC, linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "CHiredis", cSettings: strictC, linkerSettings: [.linkedLibrary("hiredis")]),
    .target(name: "COpenSSL", cSettings: strictC, linkerSettings: [.linkedLibrary("crypto")]),
    .target(name: "CZstd", cSettings: strictC, linkerSettings: [.linkedLibrary("zstd")]),
    .target(name: "CYAML", cSettings: strictC, linkerSettings: [.linkedLibrary("yaml")]),
    .target(name: "CSystem", cSettings: strictC),
    .target(name: "CTOML", cxxSettings: [.treatAllWarnings(as: .error)]),

    // The pure core: no imports, no clock, no input or output. It is optimised in debug builds too: its tests live
    // through hundreds of thousands of turns, in half the time for a fifth more of building.
    .target(name: "MissionCore", swiftSettings: strict + [.unsafeFlags(["-O"])]),

    // Threads, locks, child processes, clocks and the spelling of bytes: one home for each. Imports C only.
    .target(name: "System", dependencies: ["CSystem"], swiftSettings: strict),

    // Adapters: they know the core's words, never each other.
    .target(name: "HTTP", dependencies: ["System", "CMicroHTTPD"], swiftSettings: strict),
    .target(
      name: "GitHub", dependencies: ["MissionCore", "System", "CCurl", "COpenSSL"], swiftSettings: strict),
    .target(name: "Redis", dependencies: ["System", "CSystem", "CHiredis"], swiftSettings: strict),
    .target(
      name: "MissionStore", dependencies: ["Redis", "MissionCore", "System", "CZstd"],
      resources: [.embedInCode("Scripts")], swiftSettings: strict),
    .target(name: "ProcessSignals", dependencies: ["System"], swiftSettings: strict),
    .target(name: "TOML", dependencies: ["CTOML"], swiftSettings: strict),
    .target(name: "YAML", dependencies: ["CYAML"], swiftSettings: strict),

    // Agents that run by themselves: coding CLIs in worktrees, each in a process group with limits; and panes in tmux.
    .target(name: "Workers", dependencies: ["MissionCore", "System", "CSystem"], swiftSettings: strict),

    // The HTTP doors: a library of its own so that the benchmark measures the very door that serves.
    .target(
      name: "Doors", dependencies: ["MissionCore", "System", "Redis", "MissionStore", "GitHub", "HTTP"],
      swiftSettings: strict),

    // The imperative shell, from the bottom up: words on a command line; a town as documents and lines; settings and the
    // one way to change a town; the service; the commands.
    .target(name: "CommandLine", dependencies: ["MissionCore", "System", "ProcessSignals"], swiftSettings: strict),
    .target(
      name: "Views", dependencies: ["CommandLine", "MissionCore", "Redis", "MissionStore", "GitHub"],
      swiftSettings: strict),
    .target(
      name: "Client",
      dependencies: [
        "Views", "CommandLine", "MissionCore", "System", "Redis", "MissionStore", "GitHub", "HTTP", "TOML",
      ],
      swiftSettings: strict),
    .target(
      name: "Service",
      dependencies: [
        "Client", "Views", "CommandLine", "MissionCore", "System", "Redis", "MissionStore", "GitHub", "HTTP", "Doors",
        "Workers", "YAML", "ProcessSignals",
      ],
      swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: [
        "Service", "Client", "Views", "CommandLine", "MissionCore", "Redis", "MissionStore", "GitHub", "HTTP", "Doors",
        "Workers", "TOML", "YAML", "ProcessSignals", "System",
      ],
      swiftSettings: strict),
    .executableTarget(name: "signalbox", dependencies: ["Commands", "CommandLine"], swiftSettings: strict),

    // A stand-in for GitHub, for trying and testing without GitHub.
    .target(
      name: "GitHubSandbox", dependencies: ["HTTP", "GitHub", "MissionCore", "System"],
      swiftSettings: strict),
    .executableTarget(
      name: "github-sandbox", dependencies: ["CommandLine", "GitHubSandbox", "ProcessSignals"],
      swiftSettings: strict),

    .executableTarget(
      name: "receiver-benchmark",
      dependencies: [
        "CommandLine", "System", "CSystem", "Doors", "GitHub", "GitHubSandbox", "HTTP", "Redis", "MissionStore",
        "MissionCore",
      ],
      swiftSettings: strict),

    .testTarget(
      name: "MissionCoreTests", dependencies: ["MissionCore", "TestSupport"], exclude: ["Golden"], swiftSettings: strict
    ),
    .testTarget(name: "SystemTests", dependencies: ["System", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "RedisTests", dependencies: ["Redis", "System", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "MissionStoreTests", dependencies: ["MissionStore", "Redis", "MissionCore", "System", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "GitHubTests", dependencies: ["GitHub", "MissionCore", "HTTP", "System", "TestSupport"],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["System", "Redis", "GitHub", "MissionCore"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "HTTPTests", dependencies: ["HTTP", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "DoorsTests",
      dependencies: ["Doors", "GitHub", "HTTP", "Redis", "MissionStore", "MissionCore", "System", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "WorkersTests", dependencies: ["Workers", "MissionCore", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "TOMLTests", dependencies: ["TOML"], swiftSettings: strict),
    .testTarget(name: "YAMLTests", dependencies: ["YAML"], swiftSettings: strict),
    .testTarget(
      name: "GitHubSandboxTests", dependencies: ["GitHubSandbox", "GitHub", "HTTP", "MissionCore", "System"],
      swiftSettings: strict),
    .testTarget(
      name: "SignalboxTests",
      dependencies: [
        "signalbox", "Commands", "Service", "Client", "Views", "CommandLine", "github-sandbox", "GitHubSandbox",
        "MissionCore", "Redis", "MissionStore", "System", "GitHub", "HTTP", "Doors", "Workers", "YAML",
        "TestSupport",
      ],
      exclude: ["Tinytown", "RecordedTown"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
