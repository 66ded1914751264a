/// Something that must hold before anything is written.
enum Check {
  case lease(String, LeaseToken)
  case pending(String, entry: String)
  case present(String, entry: String)
  case revision(String, Int)
  case room(String, below: Int)
}
