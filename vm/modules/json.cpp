// _json: the native half of the json module.
#include "vm/modules/json_encoder.h"
#include "vm/modules/json_scanner.h"
#include "vm/modules/modules.h"

namespace gilt {
namespace {

constexpr MethodRow kFunctions[] = {
    function<"scan_once", json_scan_once>("(decoder, string, index, /)",
                                          "The value that starts at index, and where it ends."),
    function<"scanstring", json_scanstring>("(string, end, strict=True, /)",
                                            "The string that starts at end, and where it ends."),
    function<"encode", json_encode>("(encoder, object, level=0, /)", "The JSON text of an object."),
    function<"encode_basestring", json_encode_string>("(string, /)",
                                                      "Return a JSON representation of a Python "
                                                      "string"),
    function<"encode_basestring_ascii", json_encode_string_ascii>(
        "(string, /)", "Return an ASCII-only JSON representation of a Python string"),
};

bool init(Thread& t, DictObject* ns) { return add_functions(t, ns, kFunctions); }

}  // namespace

const ModuleRow k_json_module = {"_json", "json speedups\n", init};

}  // namespace gilt
