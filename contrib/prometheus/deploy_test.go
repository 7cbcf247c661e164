package prometheus_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	prom "github.com/prometheus/client_golang/prometheus"

	"github.com/oslogen/oslogen/contrib/prometheus"
)

var (
	metricName = regexp.MustCompile(`\boslo_[a-z_]+\b`)
	ownName    = regexp.MustCompile(`fqName: "(oslo_\w+)"`)
)

// TestDeploymentNamesMetricsThatExist: the alert rules and the dashboard use only
// metrics of this package, and between them all of its counters.
func TestDeploymentNamesMetricsThatExist(t *testing.T) {
	exists := map[string]bool{}
	for _, c := range []prom.Collector{prometheus.New(), prometheus.Connections()} {
		described := make(chan *prom.Desc, 100)
		c.Describe(described)
		close(described)
		for d := range described {
			name := ownName.FindStringSubmatch(d.String())[1]
			exists[name] = true
			if strings.HasSuffix(name, "_seconds") {
				exists[name+"_bucket"] = true
			}
		}
	}
	used := map[string]bool{}
	for _, file := range []string{"alerts.yaml", "dashboard.json"} {
		text, err := os.ReadFile(filepath.Join("..", "deploy", file))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range metricName.FindAllString(string(text), -1) {
			if used[name] = true; !exists[name] {
				t.Errorf("%s names %s, which does not exist", file, name)
			}
		}
	}
	for name := range exists {
		if strings.HasSuffix(name, "_total") && !used[name] {
			t.Errorf("%s is in no alert and in no panel", name)
		}
	}
}
