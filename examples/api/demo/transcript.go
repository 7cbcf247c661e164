package main

import (
	"bufio"
	"fmt"
	"io"
	"slices"
)

// transcript writes the steps of the demo and the lines that its servers write.
type transcript struct {
	out   io.Writer
	lines *bufio.Scanner
	steps int
}

func newTranscript(out io.Writer, events io.Reader) *transcript {
	return &transcript{out: out, lines: bufio.NewScanner(events)}
}

// step begins a step with its description and its code.
func (t *transcript) step(what, code string) {
	t.steps++
	fmt.Fprintf(t.out, "%d. %s\n   %s\n", t.steps, what, code)
}

// result writes the result of the step.
func (t *transcript) result(format string, args ...any) {
	fmt.Fprintf(t.out, "   -> "+format+"\n", args...)
}

// event waits for the next line of the servers.
func (t *transcript) event() (string, error) {
	if t.lines.Scan() {
		return t.lines.Text(), nil
	}
	if err := t.lines.Err(); err != nil {
		return "", err
	}
	return "", fmt.Errorf("the server ended: %w", io.ErrUnexpectedEOF)
}

// events waits for n lines of the servers and makes them the step's results.
func (t *transcript) events(n int) error {
	var lines []string
	for range n {
		line, err := t.event()
		if err != nil {
			return err
		}
		lines = append(lines, line)
	}
	slices.Sort(lines) // the servers are not ordered among themselves
	for _, line := range lines {
		t.result("%s", line)
	}
	return nil
}
