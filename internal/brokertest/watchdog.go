package brokertest

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
)

// watchdog runs a command and kills it when its standard input ends, which it
// does when the Go process closes the pipe or dies. $1 is a directory that is
// removed after the command has ended, or empty. The other arguments are the
// command. The command's pid is written to descriptor 3.
const watchdog = `
sweep=$1; shift
exec 4<&0
"$@" </dev/null 3>&- 4<&- &
child=$!
echo $child >&3
exec 3>&-
{ while read -r _; do :; done; kill -KILL $child; } <&4 &
reader=$!
exec 4<&-
wait $child
status=$?
kill -KILL $reader 2>/dev/null
wait $reader 2>/dev/null
for pause in 0 0.2 1 3; do
	[ -n "$sweep" ] || break
	sleep $pause
	rm -rf "$sweep" 2>/dev/null && break
done
exit $status
`

// process is a command that ends with this process at the latest.
type process struct {
	pid  int           // of the command, not of its watchdog
	hold *os.File      // closing it kills the command
	done chan struct{} // closed when the command has ended and was reaped
}

// watch starts argv with output appended to the file log.
func watch(argv, env []string, log, sweep string) (*process, error) {
	out, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	in, hold, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	pids, report, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, hold.Close())
	}
	defer pids.Close()

	cmd := exec.Command("/bin/sh", append([]string{"-c", watchdog, "watchdog", sweep}, argv...)...)
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr = env, in, out, out
	cmd.ExtraFiles = []*os.File{report}
	// A group of its own, so that Ctrl-C reaches the tests and not the broker.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	err = cmd.Start()
	report.Close()
	if err != nil {
		return nil, errors.Join(err, hold.Close())
	}

	p := &process{hold: hold, done: make(chan struct{})}
	go func() { // ends with the watchdog, which ends with its command
		cmd.Wait() //nolint:errcheck // a killed broker is no error
		close(p.done)
	}()
	line, err := bufio.NewReader(pids).ReadString('\n')
	if err == nil {
		p.pid, err = strconv.Atoi(strings.TrimSpace(line))
	}
	if err != nil {
		p.end()
		return nil, fmt.Errorf("start %s: no pid from its watchdog: %w", argv[0], err)
	}
	return p, nil
}

// end kills the command and returns when it is gone.
func (p *process) end() {
	p.hold.Close()
	<-p.done
}

func (p *process) running() bool {
	select {
	case <-p.done:
		return false
	default:
		return true
	}
}

// signal sends sig to pid if that process's command line contains tag.
func signal(pid int, tag string, sig os.Signal) error {
	p, err := os.FindProcess(pid) // a pidfd, so the process that is checked is the one that is signalled
	if err != nil {
		return err
	}
	defer p.Release() //nolint:errcheck // nothing is held but the pidfd
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	if err != nil {
		return fmt.Errorf("signal broker: %w", err)
	}
	if !strings.Contains(string(line), tag) {
		return fmt.Errorf("signal broker: process %d is not %s", pid, tag)
	}
	return p.Signal(sig)
}
