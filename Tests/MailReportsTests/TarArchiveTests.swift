import MailReports
import Testing

/// Held against the header's layout in POSIX.1-2017, pax, "ustar Interchange Format".
@Suite("Tar archives")
struct TarArchiveTests {
  private func archive(_ files: [(String, [UInt8])], time: Int64 = 1_795_459_888) -> [UInt8] {
    var archive = TarArchive(time: time)
    for (name, contents) in files { archive.add(name, contents) }
    return archive.bytes()
  }

  private func text(_ bytes: [UInt8], _ place: Range<Int>) -> String {
    String(decoding: bytes[place].prefix { $0 != 0 }, as: UTF8.self)
  }

  @Test("A header says name, owner's rights, size, time and form")
  func header() {
    let bytes = archive([("a/b.txt", Array("twelve bytes".utf8))])
    #expect(text(bytes, 0..<100) == "a/b.txt")
    #expect(text(bytes, 100..<108) == "0000600")
    #expect(text(bytes, 124..<136) == "00000000014")
    #expect(Int64(text(bytes, 136..<148), radix: 8) == 1_795_459_888)
    #expect(bytes[156] == UInt8(ascii: "0"))
    #expect(text(bytes, 257..<263) == "ustar")
    #expect(text(bytes, 263..<265) == "00")
    #expect(text(bytes, 265..<297) == "root")
  }

  @Test("The checksum is the header's sum with blanks in its place")
  func checksum() {
    let bytes = archive([("x", [1, 2, 3])])
    var header = Array(bytes[..<512])
    let told = Int(text(bytes, 148..<154), radix: 8)
    for index in 148..<156 { header[index] = UInt8(ascii: " ") }
    #expect(told == header.reduce(0) { $0 + Int($1) })
    #expect(bytes[154] == 0 && bytes[155] == UInt8(ascii: " "))
  }

  @Test("Contents fill whole blocks, the archive whole records", arguments: [0, 1, 511, 512, 513])
  func padding(size: Int) {
    let contents = [UInt8](repeating: 7, count: size)
    let bytes = archive([("x", contents), ("y", [])])
    let blocks = (size + 511) / 512
    #expect(Array(bytes[512..<(512 + size)]) == contents)
    #expect(text(bytes, (512 + blocks * 512)..<(612 + blocks * 512)) == "y")
    #expect(bytes.count == 10_240)
    #expect(bytes[(1024 + blocks * 512)...].allSatisfy { $0 == 0 })
  }

  @Test("The same files give the same bytes; a time before 1970 is its beginning")
  func deterministic() {
    let files = [("x", Array("abc".utf8)), ("y", Array("d".utf8))]
    #expect(archive(files) == archive(files))
    #expect(text(archive(files, time: -5), 136..<148) == "00000000000")
  }
}
