package brokertest

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ErrUnavailable says that this machine has no RabbitMQ to start.
var ErrUnavailable = errors.New("no RabbitMQ here")

// Home returns the RabbitMQ installation that Start uses: the directory above
// sbin named by OSLOGEN_RABBITMQ_HOME, or the newest one the system has.
func Home() (string, error) {
	if home := os.Getenv("OSLOGEN_RABBITMQ_HOME"); home != "" {
		if _, err := os.Stat(filepath.Join(home, "sbin", "rabbitmq-server")); err != nil {
			return "", fmt.Errorf("%w: OSLOGEN_RABBITMQ_HOME: %w", ErrUnavailable, err)
		}
		return home, nil
	}
	const pattern = "/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server"
	found, _ := filepath.Glob(pattern)
	if len(found) == 0 {
		return "", fmt.Errorf("%w: nothing matches %s", ErrUnavailable, pattern)
	}
	return filepath.Dir(filepath.Dir(slices.Max(found))), nil
}

// site has the things that the nodes of one cluster share: a directory, a cookie
// and an epmd.
type site struct {
	Home     string // of RabbitMQ
	Dir      string // has everything the nodes write
	EPMDPort int

	epmd *process // nil in a site of another process
}

func newSite(home string) (*site, error) {
	epmd, err := findEPMD(home)
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "oslogen-broker-")
	if err != nil {
		return nil, err
	}
	s := &site{Home: home, Dir: dir, EPMDPort: port}
	err = os.WriteFile(filepath.Join(dir, ".erlang.cookie"), []byte(rand.Text()), 0o400)
	if err == nil {
		// Its watchdog removes the directory, also after a crash of this process.
		s.epmd, err = watch([]string{epmd, "-port", strconv.Itoa(port), "-address", "127.0.0.1"},
			s.env(), filepath.Join(dir, "epmd.log"), dir)
	}
	if err == nil {
		err = s.awaitEPMD()
	}
	if err != nil {
		s.close()
		return nil, fmt.Errorf("start epmd: %w", err)
	}
	return s, nil
}

func findEPMD(home string) (string, error) {
	private := filepath.Join(home, "bin", "epmd")
	if _, err := os.Stat(private); err == nil {
		return private, nil
	}
	path, err := exec.LookPath("epmd")
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return path, nil
}

func (s *site) awaitEPMD() error {
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
		conn, err := net.Dial("tcp", loopback(s.EPMDPort))
		if err == nil {
			return conn.Close()
		}
		if !s.epmd.running() {
			return errors.New("it ended at once")
		}
		time.Sleep(10 * time.Millisecond)
	}
	return errors.New("it does not listen")
}

// env is the environment that epmd, the nodes and the tools share.
func (s *site) env() []string {
	env := slices.DeleteFunc(os.Environ(), func(v string) bool {
		for _, prefix := range []string{"RABBITMQ_", "ERL_", "HOME=", "LANG=", "LC_", "NOTIFY_SOCKET="} {
			if strings.HasPrefix(v, prefix) {
				return true
			}
		}
		return false
	})
	return append(env,
		"HOME="+s.Dir,
		"LANG=C.UTF-8",
		"ERL_EPMD_ADDRESS=127.0.0.1",
		"ERL_EPMD_PORT="+strconv.Itoa(s.EPMDPort),
		"ERL_CRASH_DUMP_SECONDS=0",
		"RABBITMQ_USE_LONGNAME=false",
		"RABBITMQ_CONF_ENV_FILE=/dev/null",
	)
}

// close ends epmd and removes the directory.
func (s *site) close() {
	if s.epmd != nil {
		s.epmd.end()
	}
	os.RemoveAll(s.Dir)
}
