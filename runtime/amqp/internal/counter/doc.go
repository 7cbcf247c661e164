// Package counter numbers the queues of all processes that have one name on one
// host, as oslo.messaging's queue manager does (use_queue_manager). Go and Python
// processes share one count.
//
// The last number is in the file /dev/shm/<host>_<process>_qmanager, as one
// line "process group:number:start time". The start time is the group leader's,
// in clock ticks since the system started. A process counts while it holds the
// lock file oslo_read_shm_<host>_<process> of oslo.concurrency.
//
// The workers of a service are one process group, and count 1, 2, 3. When the
// group has ended, the next one counts from 1 again, so that a restarted service
// finds the queues it had. Python does the same.
//
// Python also starts again at 1 when the file names another group that still
// runs, and then shares a queue with it. A Counter counts on instead. It also
// locks a byte of the file for every number it has given, and skips numbers
// locked by others. So Go processes of different groups, or of containers that
// share /dev/shm, never get the same number.
package counter
