import Testing

/// The command itself, by the clock: signals, pipes, and ends that nobody asked for.
@Suite("export --follow on the command line")
struct ExportFollowCommandTests {
  private let place: Workplace
  private let o = "--year 2026 --no-config"

  init() throws {
    place = try Workplace()
    try place.link("greylisted-then-delivered/input.log", "retried.log")
    try place.write(
      "told.sh", #"sed -E 's/.*"outcome":"([a-z]*)".*"revision":([0-9]*).*/\1 \2/' "$1""#)
  }

  @Test("A pipe ends it with what export says, and records come as lines do")
  func pipe() throws {
    let whole = try place.sh("$i export \(o) retried.log")
    #expect(whole.status == 0 && !whole.output.isEmpty)
    #expect(try place.sh("cat retried.log | timeout 20 $i export -f \(o) -") == whole)
    let stream = try place.sh(
      """
      : > out
      { head -7 retried.log; for n in $(seq 300); do grep -q . out && break; sleep 0.05; done
        cp out first; tail -n +8 retried.log; } | timeout 30 $i export -f \(o) - > out
      echo $?; sh told.sh first; sh told.sh out
      """)
    #expect(stream == Ended(0, output: "0\ndeferred 1\ndeferred 1\ndelivered 2\n"))
  }

  @Test("Killed it loses nothing; what comes again is the same; SIGTERM is a good end")
  func killed() throws {
    let ended = try place.sh(
      """
      head -7 retried.log > mail.log
      follow() { $i export -f \(o) --state s mail.log mail.log.1 2>> errors >> out & p=$!; }
      await() { for n in $(seq 400); do [ $(wc -l < out) -ge $1 ] && break; sleep 0.05; done; }
      crash() { kill -9 $p; wait $p; } 2> /dev/null
      touch mail.log.1; : > out
      follow; await 1; crash
      rm -f s; follow; await 2; crash
      mv mail.log mail.log.1; tail -n +8 retried.log > mail.log
      follow; await 3; kill -TERM $p; wait $p; echo $?
      follow; sleep 1; kill -TERM $p; wait $p; echo $?
      cat errors; sh told.sh out; sort -u out | grep -c .
      """)
    #expect(ended == Ended(0, output: "0\n0\ndeferred 1\ndeferred 1\ndelivered 2\n2\n"))
  }

  @Test("A reader that has gone ends it, though nothing comes")
  func brokenPipe() throws {
    let ended = try place.sh(
      "{ timeout 20 $i export -f \(o) --state s retried.log; echo $? >&2; } | head -1 | wc -l")
    #expect(ended == Ended(0, output: "1\n", errors: "0\n"))
  }

  @Test("What is wrong is said before anything is read")
  func mistakes() throws {
    func said(_ options: String) throws -> String {
      let ended = try place.sh("timeout 20 $i export \(o) \(options) retried.log </dev/null")
      #expect(ended.status == 2 && ended.output.isEmpty, "\(ended)")
      return ended.errors
    }
    #expect(try said("--follow --until today").contains("--until"))
    #expect(try said("--state s").contains("--follow"))
    #expect(try said("--follow --state no/s").contains("install -d -m 750 no"))
    #expect(try said("--follow --state .").contains("is no file"))
    try place.write("s", "incatrail.follow/1\ncontent \n")
    #expect(try said("--follow --state s").contains("move it away"))
    try place.write("s", "incatrail.follow/9\n")
    #expect(try said("--follow --state s").contains("another version"))
    try place.write("s", "{}\n")
    #expect(try said("--follow --state s").contains("no state of"))
    #expect(try place.sh("cat s").output == "{}\n")
    let missing = try place.sh("timeout 20 $i export -f \(o) missing.log")
    #expect(missing.status == 2 && missing.errors.contains("missing.log"))
  }
}
