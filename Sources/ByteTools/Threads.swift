internal import CBytes
internal import Glibc

/// A bounded queue from one thread to another.
///
/// `@unchecked Sendable`: all that changes is behind `lock`.
package final class Handover<Element: Sendable>: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let capacity: Int
  private var elements: [Element] = []
  private var isClosed = false

  package init(capacity: Int) {
    self.capacity = capacity
    elements.reserveCapacity(capacity)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// Puts an element behind the others, and waits where the queue is full.
  /// - Returns: false where the queue is closed; then the element is gone.
  @discardableResult
  package func put(_ element: Element) -> Bool {
    changing {
      while !isClosed, elements.count == capacity { pthread_cond_wait(changed, lock) }
      guard !isClosed else { return false }
      elements.append(element)
      return true
    }
  }

  /// Puts an element behind the others where there is room at this moment; else it is gone.
  package func putNow(_ element: Element) {
    changing {
      guard !isClosed, elements.count < capacity else { return }
      elements.append(element)
    }
  }

  /// The first element; waits for it. Nil where the queue is closed and empty.
  package func take() -> Element? {
    changing {
      while elements.isEmpty {
        guard !isClosed else { return nil }
        pthread_cond_wait(changed, lock)
      }
      return elements.removeFirst()
    }
  }

  /// The first element, or nil where there is none at this moment.
  package func takeNow() -> Element? {
    changing { elements.isEmpty ? nil : elements.removeFirst() }
  }

  /// Nothing more can be put in; what is in can be taken out. Whoever waits goes on.
  package func close() {
    changing { isClosed = true }
  }

  /// Whoever waits is told once the lock is free: else it would wait for that next.
  private func changing<R>(_ body: () -> R) -> R {
    pthread_mutex_lock(lock)
    let result = body()
    pthread_mutex_unlock(lock)
    pthread_cond_broadcast(changed)
    return result
  }
}

/// Work on a thread of its own.
package enum Worker {
  /// Whether a second thread can do anything at the same time.
  package static let isWorthwhile: Bool = {
    // Room for 8192 processors; machines with more have two of them as well.
    var processors = [UInt64](repeating: 0, count: 128)
    guard sched_getaffinity(0, processors.count * 8, &processors) >= 0 else { return false }
    return processors.reduce(0) { $0 + $1.nonzeroBitCount } > 1
  }()

  /// One heap for all threads: the C library would give each its own, 10 MB of it never used. They
  /// allocate next to nothing, so that they do not stand in each other's way.
  private static let hasOneHeap = mallopt(M_ARENA_MAX, 1) == 1

  /// Runs `body` once; nobody waits for its end.
  /// - Returns: false where no thread can be made; then `body` will not run.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    _ = hasOneHeap
    let job = Unmanaged.passRetained(Job(body))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, job.toOpaque())
    guard failure == 0 else {
      job.release()
      return false
    }
    pthread_detach(thread)
    return true
  }

  private final class Job: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
