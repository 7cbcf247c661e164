package amqp

import (
	"cmp"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"

	"github.com/oslogen/oslogen/runtime/amqp/internal/counter"
)

// queueManager gives queues the names "host:process:n", which come again after
// a restart. n counts all processes of the host with that name, including
// Python's (use_queue_manager).
type queueManager struct {
	prefix  string
	counter *counter.Counter
	log     *slog.Logger
}

func newQueueManager(c *Config, log *slog.Logger) *queueManager {
	host, process := c.Hostname, c.ProcessName
	if host == "" {
		host, _ = os.Hostname()
	}
	if process == "" {
		process = filepath.Base(os.Args[0])
	}
	return &queueManager{
		prefix:  host + ":" + process + ":",
		counter: counter.New(host, process, cmp.Or(c.LockPath, os.Getenv("OSLO_LOCK_PATH"))),
		log:     log,
	}
}

// next never returns a name that another process has. Where the count can't be
// used, it is a random one.
func (m *queueManager) next() string {
	n, err := m.counter.Next()
	if err != nil {
		m.log.Warn("the queue manager can't count, so a queue gets a random name", "error", err.Error())
		return m.prefix + randomName()
	}
	return m.prefix + strconv.Itoa(n)
}

func (m *queueManager) close() {
	if err := m.counter.Close(); err != nil {
		m.log.Warn("closing the queue manager's count failed", "error", err.Error())
	}
}
