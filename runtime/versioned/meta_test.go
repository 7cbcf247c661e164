package versioned_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/versioned"
)

// Service is Nova's, without some of its fields.
type Service struct {
	versioned.Meta
	Host           string       `json:"host"`
	DisabledReason *string      `json:"disabled_reason"`
	ForcedDown     bool         `json:"forced_down"`
	ReportCount    int          `json:"report_count,omitzero"`
	LastSeenUp     *time.Time   `json:"last_seen_up"`
	Flavor         *KeptFlavor  `json:"flavor"`
	Flavors        []KeptFlavor `json:"flavors"`
}

func (Service) VersionedObject() versioned.Type { return versioned.Nova.Type("Service", "1.21") }

// KeptFlavor is given back inside a Service.
type KeptFlavor struct {
	Kept versioned.Meta // it may have a name, too
	Name string         `json:"name"`
}

func (KeptFlavor) VersionedObject() versioned.Type { return versioned.Nova.Type("Flavor", "1.2") }

// service is the text of a Service with that data and what follows it.
func service(version, data, more string) string {
	return `{"nova_object.name": "Service", "nova_object.namespace": "nova", "nova_object.version": "` + version +
		`", "nova_object.data": {` + data + `}` + more + `}`
}

func flavor(version, data string) string {
	return strings.Replace(service(version, data, ""), "Service", "Flavor", 1)
}

// givenBack reads a Service, changes it and returns what is sent for it then.
func givenBack(t *testing.T, text string, change func(*Service)) string {
	t.Helper()
	var s Service
	if err := versioned.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	change(&s)
	back, err := versioned.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(back)
}

func TestObjectIsGivenBackAsItCame(t *testing.T) {
	for name, text := range map[string]string{
		"nothing is set":      service("1.21", ``, ``),
		"a zero":              service("1.21", `"forced_down": false, "report_count": 0`, ``),
		"a null":              service("1.21", `"disabled_reason": null`, ``),
		"an older version":    service("1.3", `"host": "h"`, ``),
		"a revision":          service("1.3.7", `"host": "h"`, ``),
		"a newer version":     service("1.99", `"host": "h", "uuid": "u", "zone": {"at": "2012-10-29T13:42:05.5"}`, ``),
		"changes":             service("1.21", `"host": "h", "forced_down": false`, `, "nova_object.changes": ["forced_down", "host"]`),
		"a time":              service("1.21", `"last_seen_up": "2012-10-29T13:42:05Z"`, ``),
		"an object":           service("1.21", `"flavor": `+flavor("1.7", `"extra": [1, null]`), ``),
		"a list of objects":   service("1.21", `"flavors": [`+flavor("1.0", ``)+`, `+flavor("1.7", `"name": "", "zone": 1`)+`]`, ``),
		"an object we lack":   service("1.22", `"zone": `+strings.Replace(flavor("3.0", `"a": 1`), "Flavor", "Zone", 1), ``),
		"an empty collection": service("1.21", `"flavors": []`, ``),
	} {
		if got := givenBack(t, text, func(*Service) {}); got != text {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, text)
		}
	}
}

func TestObjectIsGivenBackChanged(t *testing.T) {
	text := service("1.22", `"host": "h", "zone": 1, "zones": 2`, `, "nova_object.changes": ["host"]`)
	got := givenBack(t, text, func(s *Service) {
		s.ForcedDown, s.ReportCount = false, 3
		s.Set("forced_down", "zone")
		s.Unset("host", "zones")
	})
	want := service("1.22", `"forced_down": false, "report_count": 3, "zone": 1`, `, "nova_object.changes": ["forced_down", "zone"]`)
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestObjectMadeInGo(t *testing.T) {
	s := Service{Host: "h"}
	s.Set("report_count")
	s.Unset("disabled_reason", "flavor", "flavors", "last_seen_up")
	got, err := versioned.Marshal(&s)
	want := service("1.21", `"host": "h", "forced_down": false, "report_count": 0`, `, "nova_object.changes": ["report_count"]`)
	if err != nil || string(got) != want {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
	s.Set("hots")
	if _, err := versioned.Marshal(&s); err == nil || !strings.Contains(err.Error(), "nova_object.data.hots: was set") {
		t.Errorf("a misspelt field: %v", err)
	}
}

func TestMetaSaysWhatWasRead(t *testing.T) {
	var s Service
	text := service("1.22", `"host": "h", "disabled_reason": null, "zone": 1`, `, "nova_object.changes": ["host"]`)
	if err := versioned.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	if got := s.ReceivedVersion(); got != "1.22" {
		t.Errorf("version %q", got)
	}
	for field, want := range map[string]bool{"host": true, "disabled_reason": true, "zone": true, "forced_down": false, "none": false} {
		if s.IsSet(field) != want {
			t.Errorf("%s is set: %v", field, !want)
		}
	}
	other := s
	other.Unset("zone")
	other.Set("forced_down")
	if !s.IsSet("zone") || s.IsSet("forced_down") || other.IsSet("zone") || !other.IsSet("forced_down") {
		t.Error("a copy shares its Meta")
	}
	if diff := cmp.Diff([]string{"host", "forced_down"}, other.Changes()); diff != "" {
		t.Error(diff)
	}
	if other.ResetChanges(); len(other.Changes()) != 0 || cmp.Equal(s, other) || !cmp.Equal(s, s) {
		t.Error("changes were not reset, or go-cmp can't see it")
	}
}
