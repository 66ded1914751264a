import MissionCore

extension TaskRecord {
  private enum CodingKeys: String, CodingKey {
    case id, description, state, tags, result, kind, head, causes, reason, summary, proof, verdict, usage
    case createdAt = "created_at"
    case updatedAt = "updated_at"
    case assignedTo = "assigned_to"
    case startedAt = "started_at"
    case completedAt = "completed_at"
    case parentID = "parent_id"
    case missionID = "mission_id"
    case workItemID = "work_item_id"
    case fixKind = "fix_kind"
    case leaseEndsAt = "lease_ends_at"
  }

  /// Writes the record as JSON: every field, `null` where it has no value.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(description, forKey: .description)
    try container.encode(state, forKey: .state)
    try container.encode(createdAt.jsonText, forKey: .createdAt)
    try container.encode(updatedAt.jsonText, forKey: .updatedAt)
    try container.encode(tags, forKey: .tags)
    try container.encode(assignedTo, forKey: .assignedTo)
    try container.encode(startedAt?.jsonText, forKey: .startedAt)
    try container.encode(completedAt?.jsonText, forKey: .completedAt)
    try container.encode(result, forKey: .result)
    try container.encodeNil(forKey: .parentID)
    try container.encode(missionID, forKey: .missionID)
    try container.encode(workItemID, forKey: .workItemID)
    try container.encode(kind, forKey: .kind)
    try container.encode(fixKind, forKey: .fixKind)
    try container.encode(head, forKey: .head)
    try container.encode(causes, forKey: .causes)
    try container.encode(reason, forKey: .reason)
    try container.encode(leaseEndsAt?.jsonText, forKey: .leaseEndsAt)
    try container.encode(summary, forKey: .summary)
    try container.encode(proof, forKey: .proof)
    try container.encode(verdict, forKey: .verdict)
    try container.encodeIfPresent(usage, forKey: .usage)
  }

  /// The field that repeats the state, and that no other tool knows: where the two differ, another tool has changed it.
  static let keptState = "kept_state"

  /// The fields that only some records have.
  static let optionalFields = [
    "assigned_to", "started_at", "completed_at", "result", "fix_kind", "head", "reason", "lease_ends_at", "summary",
    "proof", "verdict",
  ]

  /// The record as a flat hash. Fields without a value are missing.
  var fields: [String: String] {
    var fields = [
      "id": id.text, "description": description, "state": state, "created_at": createdAt.hashText,
      "updated_at": updatedAt.hashText, "tags": String(decoding: PartCoding.json(tags), as: UTF8.self),
      "mission_id": missionID.text, "work_item_id": workItemID.text, "kind": kind, "causes": String(causes.count),
      Self.keptState: state,
    ]
    fields["assigned_to"] = assignedTo?.text
    fields["started_at"] = startedAt?.hashText
    fields["completed_at"] = completedAt?.hashText
    fields["result"] = result
    fields["fix_kind"] = fixKind?.rawValue
    fields["head"] = head
    fields["reason"] = reason
    fields["lease_ends_at"] = leaseEndsAt?.hashText
    fields["summary"] = summary
    fields["proof"] = proof
    fields["verdict"] = verdict?.rawValue
    return fields
  }
}
