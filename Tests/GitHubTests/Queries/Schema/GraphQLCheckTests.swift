import Testing

/// The check of our queries is only worth something if it finds faults.
@Suite("Queries are checked against a schema")
struct GraphQLCheckTests {
  static let schema = """
    directive @old(why: String = "x") repeatable on FIELD_DEFINITION | ENUM
    "The root" type Query { thing(id: ID!, size: Size = SMALL, tags: [String!]): Thing rate: Int! }
    \"\"\" A thing with a "quote" \"\"\"
    interface Thing { id: ID! @old(why: "{}") }
    type Box implements Thing & Other { id: ID! lid: Any }
    interface Other { id: ID! }
    type Lid implements Other { id: ID! name(first: Int, filter: Filter = {a: [1]}): String }
    union Any = | Box | Lid
    enum Size { SMALL @old LARGE }
    input Filter { a: [Int] "what" b: Size! = LARGE }
    type Mutation { move(input: Move!): Box }
    input Move { id: ID! "how far" by: Int to: Filter }
    scalar Date
    """

  @Test(
    "a sound query has no faults",
    arguments: [
      "{rate}", "query Q($id:ID!){thing(id:$id){id __typename ...on Box{lid{...on Lid{name(first:3)}}}}}",
      #"query($s:Size,$t:[String!]!){a:thing(id:"1",size:$s,tags:$t){...f}} fragment f on Thing{id}"#,
      "query($id:ID!,$on:Boolean!){thing(id:$id,size:LARGE)@include(if:$on){id}}",
      "mutation($id:ID!,$a:[Int]){move(input:{id:$id,by:3,to:{a:$a}}){id}}",
    ])
  func sound(query: String) throws {
    #expect(try GraphQLCheck.faults(of: query, in: GraphQLSchema(Self.schema)) == [])
  }

  @Test(
    "every fault is named",
    arguments: [
      ("{speed}", "Query: Query has no field speed"), ("{rate{x}}", "Query.rate: Int has no fields"),
      ("{thing{id}}", "Query.thing: the argument id is missing"),
      (#"{thing(id:"1")}"#, "Query.thing: fields of Thing must be selected"),
      (#"{thing(id:"1",size:HUGE){id}}"#, "Query.thing(size): the value does not fit Size"),
      (#"{thing(id:"1",colour:RED){id}}"#, "Query.thing: there is no argument colour"),
      ("query($id:ID){thing(id:$id){id}}", "Query.thing(id): $id is ID, not ID!"),
      ("query($id:Int!){thing(id:$id){id}}", "Query.thing(id): $id is Int!, not ID!"),
      ("{thing(id:$id){id}}", "Query.thing(id): there is no variable id"),
      ("query($x:ID){rate}", "$x is not used"), ("{rate} fragment f on Box{id}", "fragment f is not used"),
      (#"{thing(id:"1"){...g}}"#, "Query.thing: there is no fragment g"),
      (#"{thing(id:"1"){...on Lid{id}}}"#, "Query.thing: a Thing is never a Lid"),
      (#"{thing(id:"1"){...on Box{lid{id}}}}"#, "Query.thing<Box>.lid: Any has no field id"),
      ("mutation{move(input:{by:3}){id}}", "Mutation.move(input): the argument id is missing"),
      ("mutation($i:Int!){move(input:{id:$i}){id}}", "Mutation.move(input)(id): $i is Int!, not ID!"),
      (#"mutation{move(input:{id:"1",to:{b:HUGE}}){id}}"#, "Mutation.move(input)(to)(b): the value does not fit Size!"),
      (#"mutation{move(input:{id:"1",fast:true}){id}}"#, "Mutation.move(input): there is no argument fast"),
      (
        "query($on:Boolean){rate@include(if:$on)}", "@include: $on is Boolean, not Boolean!"
      ),
    ])
  func faults(query: String, fault: String) throws {
    #expect(try GraphQLCheck.faults(of: query, in: GraphQLSchema(Self.schema)) == [fault])
  }

  @Test("what is no query is refused", arguments: ["{", "{a(}", "fragment x{a}", "{a(b:)}", "{a @old}", "{...}"])
  func noQuery(text: String) {
    #expect(throws: GraphQLSyntaxFault.self) { try GraphQLDocument(text) }
  }
}
