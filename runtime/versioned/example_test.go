package versioned_test

import (
	"fmt"

	"github.com/oslogen/oslogen/runtime/versioned"
)

// Volume is Cinder's object, without most of its fields.
type Volume struct {
	versioned.Meta

	Name *string `json:"display_name"`
	Size int     `json:"size"`
}

func (Volume) VersionedObject() versioned.Type { return versioned.Cinder.Type("Volume", "1.8") }

// An object that embeds Meta is given back with all it had: here a null, and a field
// that a newer minor version has added.
func Example() {
	received := []byte(`{"versioned_object.name": "Volume", "versioned_object.namespace": "cinder",
		"versioned_object.version": "1.9", "versioned_object.data": {"display_name": null, "encrypted": true}}`)

	var volume Volume
	if err := versioned.Unmarshal(received, &volume); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("version", volume.ReceivedVersion())
	fmt.Println("name is set:", volume.IsSet("display_name"))
	fmt.Println("size is set:", volume.IsSet("size"))

	volume.Size = 20
	volume.Set("size")
	text, err := versioned.Marshal(volume)
	fmt.Println(string(text), err)
	// Output:
	// version 1.9
	// name is set: true
	// size is set: false
	// {"versioned_object.name": "Volume", "versioned_object.namespace": "cinder", "versioned_object.version": "1.9", "versioned_object.data": {"display_name": null, "size": 20, "encrypted": true}, "versioned_object.changes": ["size"]} <nil>
}

// Marshal puts an object into its envelope, at every depth.
func ExampleMarshal() {
	text, err := versioned.Marshal(map[string]any{"volumes": []Volume{{Size: 1}}})
	fmt.Println(string(text), err)
	// Output: {"volumes": [{"versioned_object.name": "Volume", "versioned_object.namespace": "cinder", "versioned_object.version": "1.8", "versioned_object.data": {"display_name": null, "size": 1}}]} <nil>
}

// An object of another class is an error, and never a zero struct.
func ExampleUnmarshal() {
	var volume Volume
	err := versioned.Unmarshal([]byte(`{"versioned_object.name": "Snapshot", "versioned_object.namespace": "cinder",
		"versioned_object.version": "1.5", "versioned_object.data": {}}`), &volume)
	fmt.Println(err)
	// Output: versioned object Snapshot 1.5: want Volume
}
