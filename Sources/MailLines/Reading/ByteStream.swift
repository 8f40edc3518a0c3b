internal import Glibc
package struct InputError: Error, Equatable, CustomStringConvertible {
  package let description: String
}
package final class ByteStream {
  let fd: Int32
  package var modificationTime: Int64?
  package init(path: String) throws(InputError) {
    fd = path == "-" ? 0 : open(path, O_RDONLY)
    if fd < 0 { throw InputError(description: "\(path): cannot be opened") }
    var s = stat()
    fstat(fd, &s)
    if s.st_mode & S_IFMT == S_IFREG { modificationTime = Int64(s.st_mtim.tv_sec) }
  }
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let n = Glibc.read(fd, buffer.baseAddress, buffer.count)
    return max(n, 0)
  }
}
