"""The parts of SARIF 2.1.0 that mtqa writes, as a JSON Schema that allows nothing else in them."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
PLACE: Schema = {"type": "integer", "minimum": 1}
LEVEL: Schema = {"enum": ["none", "note", "warning", "error"]}
BAG: Schema = {"type": "object"}


def thing(required: str, **properties: Schema) -> Schema:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def many(items: Schema) -> Schema:
    """An array."""
    return {"type": "array", "items": items}


MESSAGE = thing("text", text=TEXT)
ARTIFACT_LOCATION = thing("uri", uri={"type": "string", "pattern": r"^[^\s\"<>\\^`{|}]+$"})
REGION = thing(
    "",
    startLine=PLACE,
    startColumn=PLACE,
    endLine=PLACE,
    endColumn=PLACE,
    charOffset=COUNT,
    charLength=COUNT,
    snippet=MESSAGE,
)
COMPONENT_REFERENCE = thing("name", name=TEXT, index=COUNT)
DESCRIPTOR_REFERENCE = thing("id", id=TEXT, toolComponent=COMPONENT_REFERENCE)
RULE = thing(
    "id",
    id=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=thing("level", level=LEVEL),
    properties=BAG,
)
FIX = thing(
    "artifactChanges",
    description=MESSAGE,
    artifactChanges={
        "minItems": 1,
        **many(
            thing(
                "artifactLocation replacements",
                artifactLocation=ARTIFACT_LOCATION,
                replacements={
                    "minItems": 1,
                    **many(thing("deletedRegion", deletedRegion=REGION, insertedContent=MESSAGE)),
                },
            )
        ),
    },
)
RESULT = thing(
    "message",
    ruleId=TEXT,
    ruleIndex=COUNT,
    level=LEVEL,
    message=MESSAGE,
    locations=many(
        thing(
            "physicalLocation",
            physicalLocation=thing(
                "artifactLocation", artifactLocation=ARTIFACT_LOCATION, region=REGION
            ),
        )
    ),
    taxa=many(DESCRIPTOR_REFERENCE),
    rank={"type": "number", "minimum": 0, "maximum": 100},
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    fixes=many(FIX),
    properties=BAG,
)
RUN = thing(
    "tool",
    tool=thing(
        "driver",
        driver=thing(
            "name",
            name=TEXT,
            version=TEXT,
            rules=many(RULE),
            supportedTaxonomies=many(COMPONENT_REFERENCE),
        ),
    ),
    taxonomies=many(thing("name", name=TEXT, organization=TEXT, taxa=many(thing("id", id=TEXT)))),
    invocations=many(
        thing(
            "executionSuccessful",
            executionSuccessful={"type": "boolean"},
            toolExecutionNotifications=many(
                thing("message", message=MESSAGE, level=LEVEL, descriptor=DESCRIPTOR_REFERENCE)
            ),
        )
    ),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    artifacts=many(thing("", location=ARTIFACT_LOCATION, encoding=TEXT)),
    results=many(RESULT),
    properties=BAG,
)
SCHEMA: Schema = thing(
    "version runs", **{"$schema": TEXT, "version": {"const": "2.1.0"}, "runs": many(RUN)}
)
