import ByteTools
import Testing

/// What looks at sixteen bytes, or eight, in one go says what one look at each would say.
@Suite("Many bytes at a time")
struct LanesTests {
  /// Runs of every length up to forty, of few different bytes, so that all places are hit.
  private static let runs: [[UInt8]] = {
    var random = SystemRandomNumberGenerator()
    let bytes = Array("[: ,0189azAEZBxyou./;<\u{7F}\n".utf8) + [0, 0x80, 0xB0, 0xFF]
    return (0..<400).map { round in
      (0..<(round % 41)).map { _ in bytes.randomElement(using: &random) ?? 0 }
    }
  }()

  private func slowEnd(_ run: [UInt8], _ start: Int, while accept: (UInt8) -> Bool) -> Int {
    var index = start
    while index < run.count, accept(run[index]) { index += 1 }
    return max(index, start)
  }

  @Test("The end before a byte, or one of three", arguments: runs)
  func before(run: [UInt8]) {
    let (one, two, three) = (UInt8(ascii: "["), UInt8(ascii: " "), UInt8(ascii: ","))
    run.withByteView { view in
      for start in 0...run.count {
        #expect(view.end(from: start, before: one) == slowEnd(run, start) { $0 != one })
        #expect(
          view.end(from: start, before: one, two, three)
            == slowEnd(run, start) { $0 != one && $0 != two && $0 != three })
      }
    }
  }

  @Test("Where a text first stands", arguments: runs)
  func text(run: [UInt8]) {
    func slowPlace(_ text: [UInt8], _ start: Int) -> Int? {
      guard start + text.count <= run.count else { return nil }
      return (start...(run.count - text.count)).first {
        run[$0..<($0 + text.count)].elementsEqual(text)
      }
    }
    // What stands there somewhere, and the same with another end.
    let texts = (1..<20).flatMap { length -> [[UInt8]] in
      guard length <= run.count else { return [Array(repeating: 0x61, count: length)] }
      let text = Array(run[(run.count - length)...])
      return [text, text.dropLast() + [0x3A], Array(run.prefix(length))]
    }
    run.withByteView { view in
      for text in texts {
        for start in 0...run.count {
          let found = text.withByteView { view.firstRange(of: $0, from: start) }
          #expect(found?.lowerBound == slowPlace(text, start))
        }
      }
    }
  }

  @Test("A text in a long run", arguments: [1000, 1023, 1024, 1025, 5000])
  func textFarAway(size: Int) {
    let run = [UInt8](repeating: 0x61, count: size) + Array("needle".utf8)
    run.withByteView { view in
      #expect(view.firstRange(of: "needle") == size..<(size + 6))
      #expect(view.firstRange(of: "needles") == nil)
    }
  }

  @Test("How often a byte stands there", arguments: [0, 15, 63, 64, 65, 128, 16319, 16320, 40_000])
  func count(size: Int) {
    // All the same: no lane may count further than a byte holds.
    let same = [UInt8](repeating: 0x0A, count: size)
    #expect(same.withByteView { $0.count(of: 0x0A) } == size)
    #expect(same.withByteView { $0.count(of: 0x0B) } == 0)
    let mixed = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
    #expect(mixed.withByteView { $0.count(of: 9) } == mixed.count { $0 == 9 })
  }

  @Test("The end of a range of bytes", arguments: runs)
  func range(run: [UInt8]) {
    let range = UInt8(ascii: ".")...UInt8(ascii: "9")
    run.withByteView { view in
      for start in 0...run.count {
        #expect(view.end(from: start, of: range) == slowEnd(run, start, while: range.contains))
      }
    }
  }

  @Test("An ID ends before the first byte outside its alphabet", arguments: runs)
  func ids(run: [UInt8]) {
    let vowels = Array("aeiouIOU".utf8)
    run.withByteView { view in
      for start in 0...run.count {
        let end = slowEnd(run, start) { $0.isLetterOrDigit && !vowels.contains($0) }
        #expect(view.idEnd(from: start) == end)
      }
    }
  }

  @Test("The end of letters, digits and hyphens", arguments: runs)
  func name(run: [UInt8]) {
    run.withByteView { view in
      for start in 0...run.count {
        let end = slowEnd(run, start) { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
        #expect(view.endOfName(from: start) == end)
      }
    }
  }

  @Test("The places of one of two bytes among sixty-four", arguments: 0...150)
  func marks(length: Int) {
    let run = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 / 5) & 7 }
    run.withByteView { view in
      for start in 0...length {
        let marks = view.places(from: start, of: 2, 5)
        for place in 0..<64 {
          let isThere = start + place < length && [2, 5].contains(run[start + place])
          #expect((marks >> UInt64(place) & 1 == 1) == isThere)
        }
      }
    }
  }

  @Test("All places of a byte, as far as there is room", arguments: [1, 2, 3, 64, 255])
  func places(distance: Int) {
    var places = Slab<UInt32>(capacity: 100)
    defer { places.deallocate() }
    for length in 0...400 {
      let run = (0..<length).map { UInt8($0 % distance == distance - 1 ? 1 : 0) }
      run.withByteView { view in
        var found: [Int] = []
        var index = 0
        repeat {
          index = view.findPlaces(of: 1, from: index, into: &places)
          found += (0..<places.count).map { Int(places[$0]) }
        } while index < length
        #expect(found == run.indices.filter { run[$0] == 1 })
      }
    }
  }

  @Test("Whether a byte stands an odd number of times", arguments: runs)
  func odd(run: [UInt8]) {
    run.withByteView { view in
      for byte in [UInt8(ascii: "["), UInt8(ascii: "0"), 0xFF] {
        #expect(view.hasOdd(byte) == (run.count { $0 == byte } % 2 == 1))
      }
    }
  }

  @Test("A beginning is the same only where every byte of it is", arguments: 0...70)
  func beginning(length: Int) {
    let run = (0..<(length + 3)).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    run.withByteView { view in
      #expect(view.begins(with: view.prefix(length)))
      #expect(!view.prefix(length).begins(with: view))
      for place in 0..<length {
        var other = run
        other[place] ^= 0x80
        other.withByteView { #expect(!view.begins(with: $0.prefix(length))) }
      }
    }
  }

  @Test(
    "A number of up to seven digits",
    arguments: ["0", "7", "25357", "0000012", "9999999", "99999999", "12x", "x", "12/", "12:"])
  func number(text: String) {
    let run = Array((text + "]: more text").utf8)
    run.withByteView { view in
      let slow = view.number(at: 0)
      let short = view.shortNumber(at: 0)
      if let slow, slow.end <= 7 {
        #expect(short?.value == slow.value)
        #expect(short?.end == slow.end)
      } else {
        #expect(short == nil)
      }
    }
  }

  @Test("Near the end of a run no number is told")
  func lastNumber() {
    Array("1234567".utf8).withByteView { #expect($0.shortNumber(at: 0) == nil) }
    Array("1234567 ".utf8).withByteView { #expect($0.shortNumber(at: 0)?.value == 1_234_567) }
  }

  @Test("A word that reaches over the end has zeros there", arguments: 0..<20)
  func lastWords(count: Int) {
    let run = (0..<count).map { UInt8($0 + 1) }
    run.withByteView { view in
      for index in 0...count {
        var expected: UInt64 = 0
        for (place, byte) in run[index...].prefix(8).enumerated() {
          expected |= UInt64(byte) << UInt64(place * 8)
        }
        #expect(view.word(at: index) == expected)
      }
    }
  }
}
