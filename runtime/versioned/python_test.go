package versioned_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/internal/pytest"
	"github.com/oslogen/oslogen/runtime/versioned"
)

// pythonRead is what Python says of an object that it has read.
type pythonRead struct {
	Version      string
	Set, Changes []string
	Again        json.RawMessage // as Python would send it
}

type pythonAnswers struct {
	Make []json.RawMessage
	Read []pythonRead
}

func askPython(t *testing.T, questions map[string]any) pythonAnswers {
	t.Helper()
	var answers pythonAnswers
	pytest.Ask(t, "testdata/objects.py", questions, &answers, "oslo_versionedobjects")
	return answers
}

// Python gets back what it sent: fields that were zero, null or never set, fields
// that Go does not know, and the changes.
func TestPythonGetsItsObjectsBack(t *testing.T) {
	small := map[string]any{"name": "small", "vcpus": 0}
	made := askPython(t, map[string]any{"make": []any{
		map[string]any{"saved": true, "host": "h"},
		map[string]any{"host": "h", "forced_down": false, "report_count": 0, "disabled_reason": nil},
		map[string]any{"last_seen_up": "2012-10-29T13:42:05", "zone": "not known to Go"},
		map[string]any{"flavor": small, "zones": []any{small, small}},
		map[string]any{"saved": true, "flavor": nil, "last_seen_up": nil, "zones": []any{}},
	}}).Make
	back := make([]json.RawMessage, len(made))
	for i, text := range made {
		back[i] = json.RawMessage(givenBack(t, string(text), func(*Service) {}))
	}
	for i, got := range askPython(t, map[string]any{"read": back}).Read {
		if diff := cmp.Diff(object(t, made[i]), object(t, got.Again)); diff != "" {
			t.Errorf("object %d: %s", i, diff)
		}
	}
}

// object is an object's text as comparable values, without the order of changes,
// which is that of a Python set.
func object(t *testing.T, text []byte) any {
	t.Helper()
	var tree map[string]any
	if err := json.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	sortChanges(tree)
	return tree
}

func sortChanges(v any) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			sortChanges(element)
		}
	case map[string]any:
		for key, value := range v {
			if key == "nova_object.changes" {
				set := map[any]bool{}
				for _, name := range value.([]any) {
					set[name] = true
				}
				v[key] = set
				continue
			}
			sortChanges(value)
		}
	}
}

// Python sees what Go changed, and nothing else.
func TestPythonSeesChangesMadeInGo(t *testing.T) {
	text := askPython(t, map[string]any{"make": []any{map[string]any{"saved": true, "host": "h", "zone": "z"}}}).Make[0]
	back := givenBack(t, string(text), func(s *Service) {
		s.ForcedDown = false
		s.Set("forced_down")
		s.Flavor = &KeptFlavor{Name: "small"}
		s.Set("flavor")
	})
	got := askPython(t, map[string]any{"read": []any{json.RawMessage(back)}}).Read[0]
	want := pythonRead{Version: "1.22", Set: []string{"flavor", "forced_down", "host", "zone"}, Changes: []string{"flavor", "forced_down"}}
	got.Again = nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Python reads an object that was made in Go.
func TestPythonReadsObjectsMadeInGo(t *testing.T) {
	text, err := versioned.Marshal(Service{Host: "h", Flavor: &KeptFlavor{Name: "small"}, LastSeenUp: &seenUp})
	if err != nil {
		t.Fatal(err)
	}
	got := askPython(t, map[string]any{"read": []any{json.RawMessage(text)}}).Read[0]
	want := []string{"disabled_reason", "flavor", "flavors", "forced_down", "host", "last_seen_up"}
	if diff := cmp.Diff(want, got.Set); diff != "" || got.Version != "1.21" {
		t.Errorf("version %s: %s", got.Version, diff)
	}
}
