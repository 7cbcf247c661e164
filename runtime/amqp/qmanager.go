package amqp

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
)

// queueManager gives queues names that come again after a restart:
// "host:process:n", n counting up from 1 in each process, over all its transports.
// Python counts over the processes of a group through a file; here two processes of
// one host need process names of their own (processname). Source: use_queue_manager.
type queueManager struct {
	host, process string
	n             *atomic.Uint64
}

// queueCounters are the process's counters, *atomic.Uint64 by "host:process": two
// transports with one name must not get the same queue.
var queueCounters sync.Map

func newQueueManager(c Config) *queueManager {
	m := &queueManager{host: c.Hostname, process: c.ProcessName}
	if m.host == "" {
		m.host, _ = os.Hostname()
	}
	if m.process == "" {
		m.process = filepath.Base(os.Args[0])
	}
	n, _ := queueCounters.LoadOrStore(m.host+":"+m.process, new(atomic.Uint64))
	m.n = n.(*atomic.Uint64)
	return m
}

func (m *queueManager) next() string {
	return fmt.Sprintf("%s:%s:%d", m.host, m.process, m.n.Add(1))
}
