package amqp_test

import (
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/oslogen/oslogen/internal/brokertest"
)

const (
	reportFile  = "../../docs/reliability.md"
	reportBegin = "<!-- results: written by make chaos -->"
	reportEnd   = "<!-- end of results -->"
)

// results are the rows of the results table, by fault and bar.
var results struct {
	sync.Mutex
	keys []string
	rows map[string]string
}

// report adds a line to the results. The long form writes them into
// docs/reliability.md, in the place of older lines of the same fault and bar.
func report(fault, bar, result string, ok bool) {
	if !chaos() {
		return
	}
	results.Lock()
	defer results.Unlock()
	if results.rows == nil {
		results.rows = map[string]string{}
		brokertest.AtExit(writeReport)
	}
	verdict := "yes"
	if !ok {
		verdict = "**no**"
	}
	key := fmt.Sprintf("| %s | %s |", fault, bar)
	if _, known := results.rows[key]; !known {
		results.keys = append(results.keys, key)
	}
	results.rows[key] = fmt.Sprintf(" %s | %s |", result, verdict)
}

// writeReport merges the results into the table that is there.
func writeReport() {
	results.Lock()
	defer results.Unlock()
	text, err := os.ReadFile(reportFile)
	before, rest, ok := strings.Cut(string(text), reportBegin)
	table, after, ended := strings.Cut(rest, reportEnd)
	if err != nil || !ok || !ended {
		fmt.Printf("no results table in %s\n", reportFile)
		return
	}
	var lines []string
	for line := range strings.Lines(table) {
		cells := strings.SplitN(strings.TrimSpace(line), " | ", 3)
		if len(cells) < 3 || cells[0] == "| fault" {
			continue
		}
		if _, renewed := results.rows[cells[0]+" | "+cells[1]+" |"]; !renewed {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	for _, key := range results.keys {
		lines = append(lines, key+results.rows[key])
	}
	table = "\n\n| fault | bar | measured | kept |\n|---|---|---|---|\n" + strings.Join(lines, "\n") + "\n\n"
	if err := os.WriteFile(reportFile, []byte(before+reportBegin+table+reportEnd+after), 0o644); err != nil {
		fmt.Println(err)
	}
}
