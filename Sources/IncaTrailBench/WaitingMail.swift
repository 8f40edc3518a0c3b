import ByteTools

/// A Postfix log of mail for the platform that all waits in the queue, as in a long outage: each message
/// comes in and is put off once. Twenty a second, with stamps of RFC 3339.
func waitingMail(_ count: Int) -> [UInt8] {
  var log: [UInt8] = []
  log.reserveCapacity(count * 480)
  for number in 0..<count {
    let second = number / 20
    let start =
      "2026-03-03T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
      + ".\(100_000 + number % 20 * 40_000)+01:00 mx1 postfix/"
    let id = String(0x4A00_0000_00 + number, radix: 16, uppercase: true)
    let lines = [
      "smtpd[\(3000 + number % 40)]: \(id): client=exch1.example.org[10.0.0.5]",
      "cleanup[\(4000 + number % 40)]: \(id): message-id=<\(number).1@exch1.example.org>",
      "qmgr[2000]: \(id): from=<user\(number % 500)@example.org>, size=4213, nrcpt=1 (queue active)",
      "smtp[\(5000 + number % 40)]: \(id): to=<office\(number % 900)@kanzlei.example.incamail.ch>, "
        + "relay=none, delay=30, delays=0.1/0.01/30/0, dsn=4.4.1, status=deferred "
        + "(connect to im.post.ch[194.41.147.13]:25: Connection timed out)",
    ]
    for line in lines {
      log += start.utf8
      log += line.utf8
      log.append(UInt8(ascii: "\n"))
    }
  }
  return log
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
