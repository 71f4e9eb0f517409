import json
from collections import Counter

import pytest

from colonnade.cli.crowd import crowd
from colonnade.cli.loading import load_newspaper
from colonnade.cli.sample import threads
from colonnade.cli.sample.articles import articles
from colonnade.discussion.models import Comment, Thread
from colonnade.discussion.reading import soundness
from colonnade.kit.names import skeleton
from colonnade.moderation.reading import decisions_on
from colonnade.people.models import Person
from colonnade.search.reading import find_comments
from tests.cli.running import colonnade, own_database
from tests.factories import make_person

pytestmark = pytest.mark.once


@pytest.fixture
def newspaper(db):
    return load_newspaper()


def test_the_newspaper_is_there_in_every_state(newspaper):
    names = [thread.title for thread in threads()]
    assert [one.title for one in newspaper][: len(names)] == names
    assert len(newspaper) == len(articles())
    assert newspaper[0].comments == 500
    states = Counter(Comment.objects.values_list("visibility", flat=True))
    assert states["held"]
    assert states["removed"]
    assert all(thread.is_sound for thread in soundness())


def test_what_readers_may_see_is_found_and_nothing_else(newspaper):
    visible = set(Comment.objects.filter(visibility="visible").values_list("pk", flat=True))
    found = set(find_comments("the", limit=10_000)) | set(find_comments("a", limit=10_000))
    assert found <= visible
    assert len(found) > 400


def test_a_removal_stands_in_the_log_with_its_reason(newspaper):
    removed = Comment.objects.filter(visibility="removed").first()
    assert removed
    decision = decisions_on(removed.public_id)[0]
    assert (decision.act, decision.after) == ("remove", "removed")
    assert decision.reason == removed.note != ""
    assert decision.created > removed.created
    assert decision.role == "moderator"


def test_nobody_signs_in_as_somebody_of_the_sample(newspaper):
    assert Person.objects.exists()
    assert all(not person.has_usable_password() for person in Person.objects.filter(sample=True))
    assert not Person.objects.filter(sample=False).exists()


def test_loading_again_changes_nothing(newspaper):
    before = (Thread.objects.count(), Comment.objects.count(), Person.objects.count())
    again = load_newspaper()
    assert all(one.again for one in again)
    assert [one.thread for one in again] == [one.thread for one in newspaper]
    assert before == (Thread.objects.count(), Comment.objects.count(), Person.objects.count())


def test_a_member_keeps_her_name_though_the_sample_has_it_too(db):
    member = make_person(name="Gus Ferreby")
    load_newspaper()
    member.refresh_from_db()
    assert member.name == "Gus Ferreby"
    assert not Comment.objects.filter(person=member).exists()
    assert Person.objects.filter(name__startswith="Gus Ferreby ", sample=True).exists()


def test_everybody_in_the_crowd_looks_different():
    people = crowd()
    assert len({skeleton(name) for name, _ in people}) == len(people) == 200


def test_one_document_of_json_names_a_generated_thread(command):
    said = command("demo", "--comments", "300", "--json")
    document = json.loads(said.out)
    assert set(document) == {"thread", "url", "api"}
    assert said.err == ""
    thread = Thread.objects.get(public_id=document["thread"])
    assert (thread.key, thread.total, thread.visible) == ("demo-300-1", 300, 300)
    assert document["url"].endswith(f"/t/{thread.public_id}/")
    assert document["api"].endswith(f"/api/v1/threads/{thread.public_id}")
    assert all(one.is_sound for one in soundness())
    writer = Person.objects.exclude(name="Owner").first()
    assert writer
    assert find_comments(writer.name, limit=300)


def test_the_same_key_is_the_same_thread(command):
    first = json.loads(command("demo", "--comments", "20", "--thread", "mine", "--json").out)
    again = command("demo", "--comments", "30", "--thread", "mine", "--seed", "2")
    assert again.status == 0
    assert first["thread"] in again.out
    assert "was there before" in again.out
    assert Comment.objects.count() == 20


def test_other_seeds_are_other_threads_by_the_same_people(command):
    for seed in ("1", "2"):
        assert command("demo", "--comments", "50", "--seed", seed).status == 0
    assert Thread.objects.count() == 2
    assert Person.objects.filter(sample=True).count() == 200


def test_an_empty_folder_is_set_up_on_the_way(tmp_path):
    with own_database(bare=True) as variables:
        data = tmp_path / "new"
        made = colonnade("demo", "--comments", "30", "--json", "--data", data, variables=variables)
        assert made.returncode == 0, made.stderr
        assert set(json.loads(made.stdout)) == {"thread", "url", "api"}
        listed = colonnade("people", "list", "--data", data, variables=variables)
        assert listed.stdout.startswith("owner      Owner")
        whole = colonnade("demo", "--json", "--data", data, variables=variables)
        document = json.loads(whole.stdout)
        assert document["threads"][0] == {name: document[name] for name in ("thread", "url", "api")}
        assert len(document["threads"]) == len(articles())
