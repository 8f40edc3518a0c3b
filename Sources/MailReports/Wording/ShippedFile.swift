import ByteTools
import CShippedRules

/// The bytes of a shipped file; empty where there is none of that name.
func shippedFile(_ name: String) -> ByteView {
  var count = 0
  guard let files = shipped_files(&count) else { return .empty }
  for file in UnsafeBufferPointer(start: files, count: count) {
    // Safe: names are NUL-terminated and the bytes are constants of the program.
    guard let fileName = file.name, let bytes = file.bytes else { continue }
    let length = (0...).first { fileName[$0] == 0 } ?? 0
    let view = UnsafeRawBufferPointer(start: fileName, count: length)
    if view.elementsEqual(name.utf8) { return ByteView(base: bytes, count: file.count) }
  }
  return .empty
}
