package main

import (
	"strings"
	"testing"
)

const stream = `{"Action":"start","Package":"p"}
{"Action":"run","Package":"p","Test":"TestInteropCall"}
{"Action":"output","Package":"p","Test":"TestInteropCall","Output":"=== RUN   TestInteropCall\n"}
{"Action":"run","Package":"p","Test":"TestInteropCall/echo"}
{"Action":"pass","Package":"p","Test":"TestInteropCall/echo"}
{"Action":"run","Package":"p","Test":"TestInteropCall/add"}
{"Action":"pass","Package":"p","Test":"TestInteropCall/add"}
{"Action":"pass","Package":"p","Test":"TestInteropCall"}
{"Action":"run","Package":"p","Test":"TestQuiet"}
{"Action":"output","Package":"p","Test":"TestQuiet","Output":"    a_test.go:3: chatter\n"}
{"Action":"pass","Package":"p","Test":"TestQuiet"}
{"Action":"run","Package":"p","Test":"TestSkipped"}
{"Action":"output","Package":"p","Test":"TestSkipped","Output":"    a_test.go:9: skipped: no broker: none\n"}
{"Action":"output","Package":"p","Test":"TestSkipped","Output":"--- SKIP: TestSkipped (0.00s)\n"}
{"Action":"skip","Package":"p","Test":"TestSkipped"}
{"Action":"output","Package":"p","Output":"PASS\n"}
{"Action":"output","Package":"p","Output":"ok  \tp\t0.1s\n"}
{"Action":"pass","Package":"p"}
`

const failing = `{"Action":"run","Package":"q","Test":"TestBad"}
{"Action":"output","Package":"q","Test":"TestBad","Output":"    b_test.go:4: wrong\n"}
{"Action":"fail","Package":"q","Test":"TestBad"}
{"Action":"run","Package":"q","Test":"TestCrash"}
{"Action":"output","Package":"q","Test":"TestCrash","Output":"panic: boom\n"}
{"Action":"output","Package":"q","Output":"FAIL\tq\t0.1s\n"}
{"Action":"fail","Package":"q"}
`

func TestReport(t *testing.T) {
	for _, c := range []struct {
		name, in string
		failed   bool
		want     []string
		not      string
	}{
		{"passing", stream, false, []string{"ok  \tp\t0.1s\n", "2 passed, 0 failed, 0 skipped", "p TestSkipped: no broker: none\n", "\nPASS\n"}, "chatter"},
		{"failing", stream + failing, true, []string{"b_test.go:4: wrong", "panic: boom", "FAIL\tq", "\nFAIL\n"}, "\nPASS"},
		{"not JSON", "go: no such thing\n", false, []string{"go: no such thing\n"}, "FAIL"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			r := newReport(&out)
			if err := r.read(strings.NewReader(c.in)); err != nil {
				t.Fatal(err)
			}
			r.summary()
			if r.failed != c.failed {
				t.Errorf("failed is %t", r.failed)
			}
			for _, want := range c.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("no %q in:\n%s", want, out.String())
				}
			}
			if strings.Contains(out.String(), c.not) {
				t.Errorf("%q in:\n%s", c.not, out.String())
			}
		})
	}
}
