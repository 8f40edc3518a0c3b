internal import ByteTools

/// The words with which a C library names an error number: Linux (glibc and musl), the BSDs, macOS,
/// Solaris.
///
/// Knowing them keeps `open PATH: ERROR` from taking any line that begins with `open`.
enum SystemErrors {
  static func holds(_ text: ByteView) -> Bool {
    if known.contains(text) { return true }
    for prefix: StaticString in ["Unknown error ", "Unknown error: ", "Error "]
    where text.starts(with: prefix) {
      let number = text.from(prefix.utf8CodeUnitCount)
      return !number.isEmpty && number.length { $0.isDigit } == number.count
    }
    return false
  }

  private static let known = Set(ByteView(texts).split(on: UInt8(ascii: "\n")))

  private static let texts: StaticString = """
    .lib section in a.out corrupted
    Accessing a corrupted shared library
    Address already in use
    Address family not supported by protocol
    Address family not supported by protocol family
    Address in use
    Address not available
    Advertise error
    Application error
    Arg list too long
    Argument list too long
    Argument out of domain
    Attempting to link in too many shared libraries
    Attribute not found
    Bad address
    Bad executable (or shared library)
    Bad file descriptor
    Bad file number
    Bad font file format
    Bad message
    Block device required
    Broken pipe
    Can not access a needed shared library
    Can't assign requested address
    Can't send after socket shutdown
    Cannot allocate memory
    Cannot assign requested address
    Cannot exec a shared library directly
    Cannot send after socket shutdown
    Cannot send after transport endpoint shutdown
    Channel number out of range
    Communication error on send
    Connection aborted
    Connection refused
    Connection reset by network
    Connection reset by peer
    Connection timed out
    Cross-device link
    Data consistency error
    Destination address required
    Device busy
    Device not a stream
    Device not configured
    Device or resource busy
    Device timeout
    Directory not empty
    Disc quota exceeded
    Disk quota exceeded
    Domain error
    Error 0
    Exchange full
    Exec format error
    File descriptor in bad state
    File exists
    File name too long
    File too large
    Filename too long
    Function not implemented
    Host is down
    Host is unreachable
    I/O error
    Identifier removed
    Illegal byte sequence
    Illegal seek
    Inappropriate file type or format
    Inappropriate ioctl for device
    Input/output error
    Integrity check failed
    Interrupted system call
    Interrupted system call should be restarted
    Invalid argument
    Invalid cross-device link
    Invalid exchange
    Invalid or incomplete multibyte or wide character
    Invalid request code
    Invalid request descriptor
    Invalid seek
    Invalid slot
    Is a directory
    Is a named type file
    Key has been revoked
    Key has expired
    Key was rejected by service
    Level 2 halted
    Level 2 not synchronized
    Level 3 halted
    Level 3 reset
    Link has been severed
    Link number out of range
    Machine is not on the network
    Memory page has hardware error
    Message too large
    Message too long
    Multihop attempted
    Name not unique on network
    Network dropped connection on reset
    Network is down
    Network is unreachable
    Network unreachable
    No anode
    No buffer space available
    No child processes
    No CSI structure available
    No data available
    No error
    No error information
    No file descriptors available
    No locks available
    No medium found
    No message of desired type
    No route to host
    No space left on device
    No such device
    No such device or address
    No such file or directory
    No such process
    No XENIX semaphores available
    Not a data message
    Not a directory
    Not a socket
    Not a tty
    Not a XENIX named type file
    Not enough space
    Not permitted in capability mode
    Not supported
    Numerical argument out of domain
    Numerical result out of range
    Object is remote
    Operation already in progress
    Operation canceled
    Operation not applicable
    Operation not permitted
    Operation not possible due to RF-kill
    Operation not supported
    Operation not supported by device
    Operation now in progress
    Operation timed out
    Out of memory
    Out of streams resources
    Owner died
    Package not installed
    Permission denied
    Policy not found
    Previous owner died
    Programming error
    Protocol driver not attached
    Protocol error
    Protocol family not supported
    Protocol not available
    Protocol not supported
    Protocol wrong type for socket
    Quota exceeded
    Read-only file system
    Remote address changed
    Remote I/O error
    Required key not available
    Resource busy
    Resource deadlock avoided
    Resource deadlock would occur
    Resource not available
    Resource temporarily unavailable
    Result not representable
    Result too large
    RFS specific error
    server error
    Socket is already connected
    Socket is connected
    Socket is not connected
    Socket not connected
    Socket operation on non-socket
    Socket type not supported
    Software caused connection abort
    Srmount error
    Stale file handle
    Stale NFS file handle
    State not recoverable
    Streams pipe error
    Structure needs cleaning
    Success
    Symbolic link loop
    Text file busy
    Timer expired
    Too many levels of symbolic links
    Too many links
    Too many open files
    Too many open files in system
    Too many processes
    Too many references: can't splice
    Too many references: cannot splice
    Too many users
    Transport endpoint is already connected
    Transport endpoint is not connected
    Undefined error: 0
    unknown error
    Unknown error
    Value too large for data type
    Value too large for defined data type
    Value too large to be stored in data type
    Wrong medium type
    """
}
