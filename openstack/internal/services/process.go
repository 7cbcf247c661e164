package services

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// watchdog runs a program and ends it when the standard input ends, which it
// does when the Go process closes the pipe or dies. A service that is just
// starting may miss SIGTERM: what is left of its process group is killed.
const watchdog = `
exec 4<&0
"$@" </dev/null 4<&- &
child=$!
{
	while read -r _; do :; done
	kill -TERM $child
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		sleep 2
		kill -0 $child || exit
	done
	kill -KILL 0
} <&4 2>/dev/null &
exec 4<&-
wait $child
`

// stopTimeout is how long a service may take to stop. The watchdog takes 20
// seconds.
const stopTimeout = 40 * time.Second

// start runs a program of the packages until the test ends. If the test fails,
// the end of the program's log is shown.
func (s *Service) start(tb testing.TB, program string) {
	tb.Helper()
	log, err := os.Create(filepath.Join(s.Dir, "log"))
	if err != nil {
		tb.Fatal(err)
	}
	defer log.Close()
	cmd := s.watched(program, log)
	hold, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		tb.Fatal(err)
	}
	ended := make(chan struct{})
	s.ended = ended
	go func() { // ends with the program
		defer close(ended)
		cmd.Wait() //nolint:errcheck // how it ends is in its log
	}()
	tb.Cleanup(func() {
		hold.Close()
		s.end(cmd)
		if text, err := os.ReadFile(log.Name()); err == nil && tb.Failed() {
			tb.Logf("the log of %s:\n%s", program, tail(text))
		}
	})
}

// watched is a program under its watchdog, in a process group of its own.
func (s *Service) watched(program string, log *os.File) *exec.Cmd {
	inner := s.command(program)
	cmd := exec.Command("sh", append([]string{"-c", watchdog, "sh"}, inner.Args...)...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.Dir, log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd
}

// end waits until the watchdog has ended the program, and kills both if it
// takes too long.
func (s *Service) end(cmd *exec.Cmd) {
	select {
	case <-s.ended:
	case <-time.After(stopTimeout):
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) //nolint:errcheck // it has ended then
		<-s.ended
	}
}

// tail returns the last lines of a text.
func tail(text []byte) []byte {
	const lines = 60
	at := len(text)
	for range lines {
		if at = bytes.LastIndexByte(text[:at], '\n'); at < 0 {
			return text
		}
	}
	return text[at+1:]
}
