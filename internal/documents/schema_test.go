package documents

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/apidoc"
)

const root = "../.."

// described are the interfaces of every tree here, by the directory of their module.
func described(t *testing.T) map[string][]*apidoc.Interface {
	t.Helper()
	all := map[string][]*apidoc.Interface{}
	for module, patterns := range trees(t) {
		found, err := gen.Documents(gen.Config{Dir: module}, patterns...)
		if err != nil {
			t.Fatal(err)
		}
		all[module] = found.Interfaces
	}
	if n := len(all[root]) + len(all[root+"/openstack"]); n < 100 {
		t.Fatalf("%d interfaces only", n)
	}
	return all
}

// trees are the packages with interfaces here, by the directory of their module.
func trees(t *testing.T) map[string][]string {
	t.Helper()
	return map[string][]string{root: append(golden(t), "./examples/..."), root + "/openstack": {"./..."}}
}

// golden are the packages of the generator's golden cases without mistakes.
func golden(t *testing.T) (patterns []string) {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(root, "testdata/golden/*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		if name := filepath.Base(dir); !strings.HasPrefix(name, "bad_") && name != "internal" {
			patterns = append(patterns, "./testdata/golden/"+name+"/...")
		}
	}
	return patterns
}

// TestAsyncAPIDocuments: the documents of all interfaces follow the JSON Schema of
// AsyncAPI, their references lead somewhere, and their examples follow their own
// schemas, down to the JSON in strings.
func TestAsyncAPIDocuments(t *testing.T) {
	official := compiler(t).schema("asyncapi-3.0.0.json", read(t, "testdata/asyncapi-3.0.0.json"))
	for _, list := range described(t) {
		for _, i := range list {
			text, err := i.IndentedJSON()
			if err != nil {
				t.Fatal(err)
			}
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if err := official.Validate(doc); err != nil {
				t.Errorf("%s of %s: %v", i.Name, i.Package.Path, err)
			}
			references(t, i.Name, doc, doc)
			examples(t, i.Name, doc)
		}
	}
}

// references checks that every reference in a document leads somewhere.
func references(t *testing.T, name string, doc, part any) {
	t.Helper()
	switch part := part.(type) {
	case []any:
		for _, one := range part {
			references(t, name, doc, one)
		}
	case map[string]any:
		for key, one := range part {
			if ref, ok := one.(string); ok && key == "$ref" && at(doc, ref) == nil {
				t.Errorf("%s: %s leads nowhere", name, ref)
			}
			references(t, name, doc, one)
		}
	}
}

// at returns the part of a document that a reference names.
func at(doc any, ref string) any {
	for step := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
		object, ok := doc.(map[string]any)
		if !ok {
			return nil
		}
		doc = object[step]
	}
	return doc
}

// examples checks the examples of messages against the schemas of their payloads.
func examples(t *testing.T, name string, doc any) {
	t.Helper()
	c := compiler(t)
	c.DefaultDraft(jsonschema.Draft2019)
	c.AssertContent()
	c.add("document.json", doc)
	messages, _ := at(doc, "#/components/messages").(map[string]any)
	for key, one := range messages {
		schema, err := c.Compile("document.json#/components/messages/" + key + "/payload")
		if err != nil {
			t.Errorf("%s: %s: %v", name, key, err)
			continue
		}
		for _, example := range one.(map[string]any)["examples"].([]any) {
			payload := example.(map[string]any)["payload"]
			if err := schema.Validate(payload); err != nil {
				t.Errorf("%s: %s: %v\n%v", name, key, err, payload)
			}
		}
	}
}

// schemas compiles schemas for a test.
type schemas struct {
	*jsonschema.Compiler
	t *testing.T
}

func compiler(t *testing.T) schemas {
	t.Helper()
	return schemas{jsonschema.NewCompiler(), t}
}

func (c schemas) add(url string, doc any) {
	if err := c.AddResource(url, doc); err != nil {
		c.t.Fatal(err)
	}
}

func (c schemas) schema(url string, text []byte) *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	if err != nil {
		c.t.Fatal(err)
	}
	c.add(url, doc)
	schema, err := c.Compile(url)
	if err != nil {
		c.t.Fatal(fmt.Errorf("compile %s: %w", url, err))
	}
	return schema
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
