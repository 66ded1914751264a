import GitHub

/// The names under which events are counted: whoever calls chooses the name, and must not choose how many series there
/// are.
enum EventNames {
  /// The name itself if GitHub has such an event, `other` otherwise.
  static func bounded(_ event: String) -> String {
    known.contains(event) || WebhookDecoder.usedActions[event] != nil ? event : "other"
  }

  /// GitHub's events that nothing here uses, as of 2026-11.
  private static let known: Set<String> = [
    "branch_protection_configuration", "branch_protection_rule", "code_scanning_alert", "commit_comment", "create",
    "custom_property", "custom_property_values", "delete", "dependabot_alert", "deploy_key", "deployment",
    "deployment_protection_rule", "deployment_review", "deployment_status", "discussion", "discussion_comment", "fork",
    "github_app_authorization", "gollum", "installation_target", "label", "marketplace_purchase",
    "member", "membership", "milestone", "org_block", "organization", "package", "page_build",
    "personal_access_token_request", "project", "project_card", "project_column", "projects_v2", "projects_v2_item",
    "projects_v2_status_update", "public", "registry_package", "release", "repository_advisory", "repository_dispatch",
    "repository_import", "repository_ruleset", "repository_vulnerability_alert", "secret_scanning_alert",
    "secret_scanning_alert_location", "secret_scanning_scan", "security_advisory", "security_and_analysis",
    "sponsorship", "star", "team", "team_add", "watch", "workflow_dispatch", "workflow_job",
  ]
}
