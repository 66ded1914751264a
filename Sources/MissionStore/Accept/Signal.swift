/// Something that happened, on its way into the stream.
package struct Signal: Sendable {
  /// What it is about.
  package var kind: SignalKind
  /// A delivery's GUID, or an idempotency key: the same id is stored once.
  package var id: String
  /// The hook a delivery came through; empty for signals of our own.
  package var hook: String
  /// What tells bodies apart: `key:tag` with commas between them, the tag being a digest that this key makes; no
  /// blanks. The same id from the same hook with another tag of the same key is a conflict. Bodies without a key in
  /// common are taken for the same.
  package var digest: String
  /// Fields of the stream's entry besides `kind`, `id` and those of the body, in order.
  package var fields: [StreamEntry.Field]
  /// The packed body, if there is one.
  package var body: CompressedBody?

  /// A signal with its parts.
  package init(
    kind: SignalKind, id: String, hook: String = "", digest: String = "", fields: [StreamEntry.Field] = [],
    body: CompressedBody? = nil
  ) {
    self.kind = kind
    self.id = id
    self.hook = hook
    self.digest = digest
    self.fields = fields
    self.body = body
  }
}
