import MissionCore

/// What one kind of event carries besides the fields that all have in common: the few fields that are used.
protocol WebhookContent: Decodable, SendableMetatype {
  /// What it says. The repository is known: events without one have no content.
  func observations(action: String, in repository: DeliveryRepository) throws(WebhookDecodingError) -> [Observation]
}
